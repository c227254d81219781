-- A draft changes nothing: it lies beside the version in force until it is published, and only then ends it.
alter table catalog.result_type_version
  drop constraint result_type_version_code_daterange_excl,
  add constraint result_type_version_published_excl
    exclude using gist (code with =, daterange(valid_from, valid_to, '[]') with &&) where (state = 'published');
