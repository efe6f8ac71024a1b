// How often is each thing told of?
// parameters: none
// rows: id text, told integer
MATCH (s:Statement)-[:SUBJECT|OBJECT|REQUIRES]->(e:Entity)
RETURN e.id AS id, count(s) AS told
ORDER BY id
