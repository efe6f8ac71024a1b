// Which cancers does a label group cover, itself included?
// parameters: cancer text
// rows: cancer text, name text, kind text, depth integer
MATCH (c:Cancer {id: $cancer})-[r:COVERS_ALL]->(g:Cancer)
RETURN g.id AS cancer, g.name AS name, g.kind AS kind, r.depth AS depth
ORDER BY depth, cancer
