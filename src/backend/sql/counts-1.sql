-- How many documents there are of each type, in each state, about each thing, without reading them.
CREATE INDEX documents_kinds_by_customer ON documents (customer, type, state);
CREATE INDEX documents_kinds_by_organisation ON documents (organisation, type, state);
CREATE INDEX documents_things_by_customer ON documents (customer, thing) WHERE thing IS NOT NULL;
