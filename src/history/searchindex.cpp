// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "searchindex.h"

#include "query.h"
#include "searchentry.h"
#include "searchtext.h"

#include <optional>

namespace tabletalk {

namespace {

constexpr const char *kTurn =
    "SELECT conversation, role, model, created_ms, search_entry FROM turn WHERE id = ?";
constexpr const char *kTitle = "SELECT title, created_ms, search_entry FROM conversation WHERE id = ?";
constexpr const char *kLastEntry = "SELECT max(id) FROM search_entry WHERE id BETWEEN ? AND ?";
constexpr const char *kNotePushed = "UPDATE search_state SET pushed = ?1 WHERE pushed < ?1";
constexpr const char *kInsertEntry = "INSERT INTO search_entry (id, conversation, turn) VALUES (?, ?, ?)";
constexpr const char *kRemoveEntry = "DELETE FROM search_entry WHERE id = ?";
constexpr const char *kSetTurnEntry = "UPDATE turn SET search_entry = ? WHERE id = ?";
constexpr const char *kSetTitleEntry = "UPDATE conversation SET search_entry = ? WHERE id = ?";
constexpr const char *kInsertWords = "INSERT INTO search (rowid, words) VALUES (?, ?)";
constexpr const char *kRemoveWords = "INSERT INTO search (search, rowid, words) VALUES ('delete', ?, ?)";
constexpr const char *kTurnsIn = "SELECT id FROM turn WHERE conversation = ? AND search_entry IS NOT NULL";
// The conditions are those of the partial indexes.
constexpr const char *kMissingTurns =
    "SELECT id FROM turn WHERE search_entry IS NULL AND progress <> 1 ORDER BY id DESC LIMIT ?";
constexpr const char *kMissingTitles =
    "SELECT id FROM conversation WHERE search_entry IS NULL AND title <> '' LIMIT ?";

//! How many are taken in at once: a few milliseconds' work.
constexpr int kSome = 64;
//! How many pages are merged at once.
constexpr int kPages = 500;

QString joined(QStringList words, const QStringList &marks)
{
    words += marks;
    return words.join(u' ');
}

} // namespace

SearchIndex::SearchIndex(SQLite::Database &database)
    : m_database(database)
    , m_source(database)
    , m_turn(database, kTurn)
    , m_title(database, kTitle)
    , m_lastEntry(database, kLastEntry)
    , m_notePushed(database, kNotePushed)
    , m_insertEntry(database, kInsertEntry)
    , m_removeEntry(database, kRemoveEntry)
    , m_setTurnEntry(database, kSetTurnEntry)
    , m_setTitleEntry(database, kSetTitleEntry)
    , m_insertWords(database, kInsertWords)
    , m_removeWords(database, kRemoveWords)
    , m_turnsIn(database, kTurnsIn)
    , m_missingTurns(database, kMissingTurns)
    , m_missingTitles(database, kMissingTitles)
{
}

QString SearchIndex::wordsOf(TurnId turn, int role, const QString &model)
{
    const SearchSource::Content content = m_source.contentOf(turn);
    QStringList marks{searchmarks::role(role)};
    if (!model.isEmpty())
        marks.append(searchmarks::model(model));
    if (content.hasTable)
        marks.append(searchmarks::table());
    return joined(indexWords(content.text), marks);
}

void SearchIndex::put(TurnId turn)
{
    ConversationId conversation;
    int role = 0;
    QString model;
    qint64 createdMs = 0;
    {
        Query row(m_turn, turn);
        if (!row.next())
            return;
        row.read(conversation, role, model, createdMs);
    }
    const qint64 entry = newEntry(createdMs);
    Query(m_insertEntry, entry, conversation, turn).run();
    Query(m_insertWords, entry, wordsOf(turn, role, model)).run();
    Query(m_setTurnEntry, entry, turn).run();
}

void SearchIndex::put(ConversationId conversation)
{
    QString title;
    qint64 createdMs = 0;
    {
        Query row(m_title, conversation);
        if (!row.next())
            return;
        row.read(title, createdMs);
    }
    const qint64 entry = newEntry(createdMs);
    Query(m_insertEntry, entry, conversation, TurnId{}).run();
    Query(m_insertWords, entry, joined(indexWords(title), {})).run();
    Query(m_setTitleEntry, entry, conversation).run();
}

void SearchIndex::remove(TurnId turn)
{
    ConversationId conversation;
    int role = 0;
    QString model;
    qint64 createdMs = 0;
    std::optional<qint64> entry;
    {
        Query row(m_turn, turn);
        if (!row.next())
            return;
        row.read(conversation, role, model, createdMs, entry);
    }
    if (!entry)
        return;
    Query(m_removeWords, *entry, wordsOf(turn, role, model)).run();
    Query(m_removeEntry, *entry).run();
    Query(m_setTurnEntry, std::optional<qint64>(), turn).run();
}

void SearchIndex::remove(ConversationId conversation)
{
    QString title;
    qint64 createdMs = 0;
    std::optional<qint64> entry;
    {
        Query row(m_title, conversation);
        if (!row.next())
            return;
        row.read(title, createdMs, entry);
    }
    if (!entry)
        return;
    Query(m_removeWords, *entry, joined(indexWords(title), {})).run();
    Query(m_removeEntry, *entry).run();
    Query(m_setTitleEntry, std::optional<qint64>(), conversation).run();
}

void SearchIndex::removeAll(ConversationId conversation)
{
    remove(conversation);
    QList<TurnId> turns;
    {
        Query query(m_turnsIn, conversation);
        while (query.next())
            query.read(turns.emplaceBack());
    }
    for (const TurnId turn : turns)
        remove(turn);
}

bool SearchIndex::putSome()
{
    QList<TurnId> turns;
    QList<ConversationId> titles;
    {
        Query missingTurns(m_missingTurns, kSome);
        while (missingTurns.next())
            missingTurns.read(turns.emplaceBack());
        Query missingTitles(m_missingTitles, kSome);
        while (missingTitles.next())
            missingTitles.read(titles.emplaceBack());
    }
    for (const TurnId turn : turns)
        put(turn);
    for (const ConversationId title : titles)
        put(title);
    return !turns.isEmpty() || !titles.isEmpty();
}

void SearchIndex::beginScrubbing()
{
    m_database.exec("UPDATE search_state SET scrubbing = 1");
    // A negative number takes up the merging of everything; positive ones go on with it.
    m_database.exec("INSERT INTO search (search, rank) VALUES ('merge', -" + std::to_string(kPages) + ")");
}

bool SearchIndex::isScrubbing()
{
    return m_database.execAndGet("SELECT scrubbing FROM search_state").getInt() != 0;
}

bool SearchIndex::scrubSome()
{
    const int64_t before = m_database.getTotalChanges();
    m_database.exec("INSERT INTO search (search, rank) VALUES ('merge', " + std::to_string(kPages) + ")");
    constexpr int kNothingMerged = 2; // fewer changes than this, says SQLite
    return m_database.getTotalChanges() - before >= kNothingMerged;
}

void SearchIndex::endScrubbing()
{
    m_database.exec("UPDATE search_state SET scrubbing = 0");
}

qint64 SearchIndex::newEntry(qint64 createdMs)
{
    const qint64 own = entryAt(createdMs);
    qint64 entry = own;
    // What was said at the same time follows in the order it comes in, and pushes what comes after.
    for (qint64 room = 1;; room *= 2) {
        std::optional<qint64> last;
        Query query(m_lastEntry, own, own + room - 1);
        query.next();
        query.read(last);
        if (last == own + room - 1)
            continue;
        entry = last ? *last + 1 : own;
        break;
    }
    if (entry > own)
        Query(m_notePushed, entry - own).run();
    return entry;
}

} // namespace tabletalk
