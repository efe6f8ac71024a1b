// Under which cancers does the classification file a cancer? For browsing: approvals do not travel along it.
// parameters: cancer text
// rows: cancer text, name text, depth integer
MATCH way = (c:Cancer {id: $cancer})-[:BROADER*1..12]->(b:Cancer)
RETURN b.id AS cancer, b.name AS name, min(length(way)) AS depth
ORDER BY depth, cancer
