// How completely were the approvals of these therapies searched, product by product? product is '' where a row
// lists none.
// parameters: therapies texts, known_at text = ''
// rows: coverage text, agency text, therapy text, therapy_name text, closed_list text, checked_on text,
// followed_to text, route text, first_attested text, recorded_from text, recorded_to text, product text,
// product_name text, found integer, held integer, set_aside integer, document_id text
UNWIND $therapies AS wanted
MATCH (t:Therapy {id: wanted})<-[:SEARCHED]-(c:Coverage)
WHERE
  (($known_at = '' AND c.recorded_to = '') OR ($known_at <> '' AND c.recorded_from <= $known_at
    AND (c.recorded_to = '' OR c.recorded_to > $known_at)))
OPTIONAL MATCH (c)-[l:LISTS]->(p:Therapy)
RETURN DISTINCT c.id AS coverage, c.agency AS agency, t.id AS therapy, t.name AS therapy_name,
  c.closed_list AS closed_list, c.checked_on AS checked_on, c.followed_to AS followed_to, c.route AS route,
  c.first_attested AS first_attested, c.recorded_from AS recorded_from, c.recorded_to AS recorded_to,
  coalesce(p.id, '') AS product, coalesce(p.name, '') AS product_name, coalesce(l.found, 0) AS found,
  coalesce(l.held, 0) AS held, coalesce(l.set_aside, 0) AS set_aside, coalesce(l.document_id, '') AS document_id
ORDER BY coverage, product
