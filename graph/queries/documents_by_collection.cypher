// Which documents are held, by collection, publisher, tier, licence, agency and day of attestation?
// parameters: none
// rows: collection text, publisher text, tier text, licence text, agency text, attested text, held integer
MATCH (d:Document)
RETURN d.collection AS collection, d.publisher AS publisher, d.tier AS tier, d.licence AS licence, d.agency AS agency,
  d.attested AS attested, count(d) AS held
ORDER BY collection, publisher, tier, licence, agency, attested
