// What does a question about a cancer reach? role is one of: cancer (itself); covers and covered (label groups above,
// kinds below); broader and narrower (in the classification only); release (detail is the day our records run to).
// parameters: cancer text
// rows: role text, id text, name text, kind text, detail text
MATCH (c:Cancer {id: $cancer})
RETURN 'cancer' AS role, c.id AS id, c.name AS name, c.kind AS kind, '' AS detail ORDER BY id
UNION ALL
MATCH (c:Cancer {id: $cancer})<-[r:COVERS_ALL]-(g:Cancer)
RETURN 'covers' AS role, g.id AS id, g.name AS name, g.kind AS kind, '' AS detail ORDER BY id
UNION ALL
MATCH (c:Cancer {id: $cancer})-[r:COVERS_ALL]->(g:Cancer)
RETURN 'covered' AS role, g.id AS id, g.name AS name, g.kind AS kind, '' AS detail ORDER BY id
UNION ALL
MATCH (c:Cancer {id: $cancer})-[:BROADER*1..12]->(b:Cancer)
RETURN DISTINCT 'broader' AS role, b.id AS id, b.name AS name, b.kind AS kind, '' AS detail ORDER BY id
UNION ALL
MATCH (c:Cancer {id: $cancer})<-[:BROADER*1..12]-(b:Cancer)
RETURN DISTINCT 'narrower' AS role, b.id AS id, b.name AS name, b.kind AS kind, '' AS detail ORDER BY id
UNION ALL
MATCH (r:Release)
RETURN 'release' AS role, r.id AS id, r.version AS name, '' AS kind, r.records_end AS detail ORDER BY id
