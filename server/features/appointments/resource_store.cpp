// SPDX-License-Identifier: Apache-2.0
#include "server/features/appointments/resource_store.h"

#include "server/store/stored_words.h"

namespace alcove::appointments {

using api::resources::Resource;
using api::resources::ResourceId;
using api::resources::ResourceKind;
using api::resources::TakenResource;
using store::Statement;

namespace {

Resource resource_at(const Statement& row) {
  return {.id = row.id<ResourceId>(0),
          .revision = row.integer(1),
          .kind = store::word_in<ResourceKind>(row, 2),
          .name = row.text(3),
          .languages = store::enums_of<api::clients::SpokenLanguage>(row.text(4)),
          .retired = row.boolean(5)};
}

}  // namespace

std::vector<Resource> list_resources(store::ReadTxn& txn) {
  Statement row = txn.query(
      "SELECT id, revision, kind, name, languages, retired FROM resource ORDER BY name, id");
  std::vector<Resource> resources;
  while (row.next()) resources.push_back(resource_at(row));
  return resources;
}

std::optional<Resource> find_resource(store::ReadTxn& txn, const ResourceId& id) {
  Statement row =
      txn.query("SELECT id, revision, kind, name, languages, retired FROM resource WHERE id = $id");
  row.bind("$id", id);
  if (!row.next()) return std::nullopt;
  return resource_at(row);
}

void put_resource(audit::WriteTxn& txn, const Resource& resource) {
  txn.change(
         "INSERT INTO resource (id, revision, kind, name, languages, retired) "
         "VALUES ($id, $revision, $kind, $name, $languages, $retired) ON CONFLICT (id) DO UPDATE "
         "SET revision = excluded.revision, name = excluded.name, "
         "languages = excluded.languages, retired = excluded.retired")
      .bind("$id", resource.id)
      .bind("$revision", resource.revision)
      .bind("$kind", wire::word_of(resource.kind))
      .bind("$name", resource.name)
      .bind("$languages", store::words_of(resource.languages))
      .bind("$retired", resource.retired)
      .execute();
}

std::int64_t count_coming_with(store::ReadTxn& txn, const ResourceId& id, UtcTime now) {
  // The start is the index's: nothing lasts longer than a day.
  Statement row = txn.query(
      "SELECT (SELECT count(*) FROM appointment WHERE holds_time = 1 AND resources <> '' "
      "AND meeting IS NULL AND start_at > $reach AND end_at > $now "
      "AND instr(resources, $who) > 0) + "
      "(SELECT count(*) FROM meeting WHERE holds_time = 1 AND resources <> '' "
      "AND start_at > $reach AND end_at > $now AND instr(resources, $who) > 0)");
  row.bind("$reach", now - std::chrono::days(1)).bind("$now", now).bind("$who", id.text());
  row.next();
  return row.integer(0);
}

std::vector<ResourceId> resources_in(const Statement& row, int column) {
  auto ids = api::resources::ids_in(row.text(column));
  if (!ids) throw Fault(ErrorCode::kCorrupt, "a visit takes what has no id");
  return std::move(*ids);
}

std::vector<Resource> resources_of(store::ReadTxn& txn, const std::vector<ResourceId>& ids) {
  std::vector<Resource> resources;
  for (const ResourceId& id : ids) {
    auto found = find_resource(txn, id);
    if (!found) throw Fault(ErrorCode::kCorrupt, "a visit takes what is not there");
    resources.push_back(std::move(*found));
  }
  return resources;
}

std::vector<TakenResource> taken_of(store::ReadTxn& txn, const std::vector<ResourceId>& ids) {
  std::vector<TakenResource> taken;
  for (Resource& one : resources_of(txn, ids)) {
    taken.push_back({one.id, one.kind, std::move(one.name)});
  }
  return taken;
}

}  // namespace alcove::appointments
