// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "exporter.h"
#include "importer.h"

#include <QByteArray>
#include <QSet>

#include <cstdint>
#include <cstdlib>

using namespace tabletalk;

namespace {

NextId counting()
{
    return [next = qint64(1)]() mutable { return next++; };
}

//! What HistoryStore::insert() asks of a tree.
void requireFits(const ConversationTree &tree)
{
    QSet<TurnId> known{TurnId{}};
    for (const Turn &turn : tree.turns) {
        if (!known.contains(turn.parent) || known.contains(turn.id)
            || turn.conversation != tree.conversation.id) {
            std::abort();
        }
        known.insert(turn.id);
    }
    for (auto it = tree.selected.cbegin(); it != tree.selected.cend(); ++it) {
        if (!known.contains(it.key()) || !known.contains(it.value()))
            std::abort();
    }
}

} // namespace

//! Whatever was read, exporting it and reading that changes nothing any more.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray file(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto report = importConversations(file, counting());
    if (!report)
        return 0;
    for (const ConversationTree &tree : report->trees)
        requireFits(tree);
    const QByteArray once = exportJson(report->trees);
    const auto again = importConversations(once, counting());
    if (!again || again->trees.size() != report->trees.size() || exportJson(again->trees) != once)
        std::abort();
    return 0;
}
