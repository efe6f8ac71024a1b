// What does a question about a therapy and a cancer reach? role is one of: therapy, cancer (themselves); route
// (its uses answer for the therapy; of is the route, detail the brand that a use must name); member (of the class;
// of is the statement); product (of is what it is a brand of); covers and covered (label groups above, kinds below);
// broader and narrower (in the classification only); release (of is the day our records run to).
// parameters: therapy text, cancer text
// rows: role text, id text, name text, kind text, of text, detail text, member text, depth integer
MATCH (t:Therapy {id: $therapy})
RETURN 'therapy' AS role, t.id AS id, t.name AS name, t.kind AS kind, '' AS of, t.properties_json AS detail,
  '' AS member, 0 AS depth ORDER BY id
UNION ALL
MATCH (c:Cancer {id: $cancer})
RETURN 'cancer' AS role, c.id AS id, c.name AS name, c.kind AS kind, '' AS of, '' AS detail,
  '' AS member, 0 AS depth ORDER BY id
UNION ALL
MATCH (t:Therapy {id: $therapy})-[way:SPEAKS_FOR]->(v:Therapy)
RETURN 'route' AS role, v.id AS id, v.name AS name, v.kind AS kind, way.route AS of, way.brand AS detail,
  way.member AS member, 0 AS depth ORDER BY id, of, member, detail
UNION ALL
MATCH (t:Therapy {id: $therapy})-[r:HAS_MEMBER]->(m:Therapy)
RETURN 'member' AS role, m.id AS id, m.name AS name, m.kind AS kind, r.statement AS of, '' AS detail,
  '' AS member, r.depth AS depth ORDER BY id, of
UNION ALL
MATCH (t:Therapy {id: $therapy})-[:SPEAKS_FOR]->(v:Therapy)<-[:BRAND_OF]-(p:Therapy)
RETURN DISTINCT 'product' AS role, p.id AS id, p.name AS name, p.kind AS kind, v.id AS of, '' AS detail,
  '' AS member, 0 AS depth ORDER BY id, of
UNION ALL
MATCH (c:Cancer {id: $cancer})<-[r:COVERS_ALL]-(g:Cancer)
RETURN 'covers' AS role, g.id AS id, g.name AS name, g.kind AS kind, '' AS of, '' AS detail,
  '' AS member, r.depth AS depth ORDER BY depth, id
UNION ALL
MATCH (c:Cancer {id: $cancer})-[r:COVERS_ALL]->(g:Cancer)
RETURN 'covered' AS role, g.id AS id, g.name AS name, g.kind AS kind, '' AS of, '' AS detail,
  '' AS member, r.depth AS depth ORDER BY depth, id
UNION ALL
MATCH (c:Cancer {id: $cancer})-[:BROADER*1..12]->(b:Cancer)
RETURN DISTINCT 'broader' AS role, b.id AS id, b.name AS name, b.kind AS kind, '' AS of, '' AS detail,
  '' AS member, 0 AS depth ORDER BY id
UNION ALL
MATCH (c:Cancer {id: $cancer})<-[:BROADER*1..12]-(b:Cancer)
RETURN DISTINCT 'narrower' AS role, b.id AS id, b.name AS name, b.kind AS kind, '' AS of, '' AS detail,
  '' AS member, 0 AS depth ORDER BY id
UNION ALL
MATCH (r:Release)
RETURN 'release' AS role, r.id AS id, r.version AS name, '' AS kind, r.records_end AS of, '' AS detail,
  '' AS member, 0 AS depth ORDER BY id
