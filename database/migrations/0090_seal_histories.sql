-- History tables that were made before their modules knew the sealer. A new one registers in its own migration;
-- tests/schema.test.ts names those that do not.

select platform.seal_history('catalog.succession_decision', 'id', 'recorded_at');
select platform.seal_history('parties.name', 'id', 'recorded_at');
select platform.seal_history('parties.identifier_link', 'id', 'recorded_at');
select platform.seal_history('parties.identifier_link_withdrawal', 'link_id', 'withdrawn_at');
select platform.seal_history('parties.merge', 'id', 'merged_at');
select platform.seal_history('parties.merge_undo', 'merge_id', 'undone_at');
