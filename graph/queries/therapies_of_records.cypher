// Which therapies are these events and coverage rows about?
// parameters: records texts
// rows: record text, therapy text
UNWIND $records AS wanted
MATCH (s:Sourced {id: wanted})-[:ABOUT|SEARCHED]->(t:Therapy)
RETURN DISTINCT s.id AS record, t.id AS therapy
ORDER BY record, therapy
