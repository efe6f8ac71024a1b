// Which classes hold a therapy, those above its own too?
// parameters: therapy text
// rows: class text, class_name text, statement text, depth integer
MATCH (m:Therapy {id: $therapy})<-[r:HAS_MEMBER]-(c:Therapy)
RETURN c.id AS class, c.name AS class_name, r.statement AS statement, r.depth AS depth
ORDER BY depth, class
