// Which open doubts concern these therapies?
// parameters: therapies texts, known_at text = ''
// rows: review text, reason text, subject_kind text, subject text, therapy text, cancer text, agency text,
// document_id text, locator text, detail text, status text
UNWIND $therapies AS wanted
MATCH (t:Therapy {id: wanted})<-[:DOUBTS]-(r:Review)
WHERE r.status = 'open' AND
  (($known_at = '' AND r.recorded_to = '') OR ($known_at <> '' AND r.recorded_from <= $known_at
    AND (r.recorded_to = '' OR r.recorded_to > $known_at)))
RETURN DISTINCT r.id AS review, r.reason AS reason, r.subject_kind AS subject_kind, r.subject AS subject,
  t.id AS therapy, r.cancer AS cancer, r.agency AS agency, r.document_id AS document_id, r.locator AS locator,
  r.detail AS detail, r.status AS status
ORDER BY review
