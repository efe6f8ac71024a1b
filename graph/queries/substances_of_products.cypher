// Which substances or formulations are these products brands of?
// parameters: products texts
// rows: product text, therapy text
UNWIND $products AS wanted
MATCH (p:Therapy {id: wanted})-[:BRAND_OF]->(t:Therapy)
RETURN DISTINCT p.id AS product, t.id AS therapy
ORDER BY product, therapy
