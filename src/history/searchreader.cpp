// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "searchreader.h"

#include "query.h"
#include "searchentry.h"

#include <sqlite3.h>

#include <algorithm>
#include <limits>

namespace tabletalk {

namespace {

constexpr const char *kByWords =
    "SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC";
constexpr const char *kByTime = "SELECT id FROM search_entry WHERE id BETWEEN ? AND ? ORDER BY id DESC";
constexpr const char *kEntry =
    "SELECT e.conversation, e.turn, c.title, c.archived, c.deleted_ms IS NOT NULL, c.changed_ms,"
    "       c.created_ms, ifnull(t.role, 0), ifnull(t.model, ''), ifnull(t.created_ms, 0)"
    " FROM search_entry e JOIN conversation c ON c.id = e.conversation LEFT JOIN turn t ON t.id = e.turn"
    " WHERE e.id = ? AND t.deleted_ms IS NULL";
constexpr const char *kIsIndexing =
    "SELECT EXISTS (SELECT 1 FROM turn WHERE search_entry IS NULL AND progress <> 1)";

//! By how much the entries of what was said at one time went on at most.
constexpr const char *kPushed = "SELECT pushed FROM search_state";

//! Ranking looks at no more than this many of the newest hits.
constexpr qsizetype kRanked = 1000;
constexpr int kSnippetLength = 160;
constexpr int kBeforeFirstMark = 40;

QString matchFor(const SearchQuery &query, const SearchWords &words)
{
    QStringList all;
    const auto mark = [&all](const QString &word) { all.append(u'"' + word + u'"'); };
    if (const QString typed = words.indexQuery(); !typed.isEmpty())
        all.append(typed);
    if (query.role)
        mark(searchmarks::role(int(*query.role)));
    if (!query.model.isEmpty())
        mark(searchmarks::model(query.model));
    if (query.onlyWithTable)
        mark(searchmarks::table());
    return all.join(QStringLiteral(" AND "));
}

//! A beginning that does not cut a surrogate pair in two.
qsizetype wholeAt(const QString &text, qsizetype at)
{
    return at > 0 && at < text.size() && text.at(at).isLowSurrogate() ? at - 1 : at;
}

//! The first beginning of a word from `at` on; `at` itself where none comes before `limit`, as in Chinese.
qsizetype wordFrom(const QString &text, qsizetype at, qsizetype limit)
{
    for (qsizetype i = at; i < limit; ++i) {
        if (text.at(i).isSpace())
            return i + 1;
    }
    return at;
}

Snippet snippetOf(const QString &text, const SearchWords &words)
{
    const FoldedText whole = fold(text);
    const auto found = words.find(whole.text);
    const qsizetype first = found && !found->isEmpty() ? whole.origins[size_t(found->first().start)] : 0;
    const qsizetype before = wholeAt(text, std::max<qsizetype>(0, first - kBeforeFirstMark));
    const qsizetype begin = before > 0 ? wordFrom(text, before, first) : 0;
    const qsizetype end = wholeAt(text, std::min<qsizetype>(text.size(), begin + kSnippetLength));

    Snippet snippet;
    snippet.text = text.sliced(begin, end - begin).simplified();
    if (begin > 0)
        snippet.text.prepend(u'\u2026');
    if (end < text.size())
        snippet.text.append(u'\u2026');
    const FoldedText piece = fold(snippet.text);
    SearchWords plain = words;
    for (SearchWords::Term &term : plain.terms) // a long exact one may be cut here
        term.isExact = term.isExact && piece.text.contains(term.folded);
    for (const SearchWords::Found &mark : plain.find(piece.text).value_or(QList<SearchWords::Found>())) {
        const qsizetype start = piece.origins[size_t(mark.start)];
        const size_t after = size_t(mark.start + mark.length);
        const qsizetype stop = after < piece.origins.size() ? piece.origins[after] : snippet.text.size();
        snippet.marks.append({int(start), int(stop - start)});
    }
    return snippet;
}

//! Titles before turns, whole words before beginnings, much before little.
int scoreOf(const QList<SearchWords::Found> &found, bool isTitle)
{
    constexpr int kTitle = 8;
    constexpr int kWholeWord = 4;
    constexpr qsizetype kMost = 3;
    const bool whole = std::any_of(found.begin(), found.end(),
                                   [](const SearchWords::Found &one) { return one.isWholeWord; });
    return (isTitle ? kTitle : 0) + (whole ? kWholeWord : 0) + int(std::min(found.size(), kMost));
}

} // namespace

SearchReader::SearchReader(SQLite::Database &database)
    : m_database(database)
    , m_source(database)
    , m_byWords(database, kByWords)
    , m_byTime(database, kByTime)
    , m_entry(database, kEntry)
    , m_isIndexing(database, kIsIndexing)
{
    constexpr int kStepsBetween = 2000;
    const auto isOver = [](void *self) {
        const auto *reader = static_cast<SearchReader *>(self);
        return reader->m_isCancelled && (*reader->m_isCancelled)() ? 1 : 0;
    };
    sqlite3_progress_handler(m_database.getHandle(), kStepsBetween, isOver, this);
}

SearchReader::~SearchReader()
{
    sqlite3_progress_handler(m_database.getHandle(), 0, nullptr, nullptr);
}

std::optional<SearchResult> SearchReader::search(const SearchQuery &query,
                                                 const std::function<bool()> &isCancelled)
{
    struct Guard {
        SearchReader &reader;
        ~Guard() { reader.m_isCancelled = nullptr; }
    } const guard{*this};
    m_isCancelled = &isCancelled;
    try {
        SearchResult result = collect(query);
        if (isCancelled())
            return std::nullopt;
        return result;
    } catch (const SQLite::Exception &exception) {
        if (exception.getErrorCode() == SQLITE_INTERRUPT)
            return std::nullopt;
        throw;
    }
}

SearchResult SearchReader::collect(const SearchQuery &query)
{
    SearchResult result;
    const SearchWords words = SearchWords::parse(query.words);
    if (words.terms.isEmpty() && !query.words.trimmed().isEmpty()) // nothing that could be found
        return result;
    const qint64 from = entryAt(query.fromMs.value_or(0));
    const qint64 until = query.untilMs ? entryAt(*query.untilMs) + m_database.execAndGet(kPushed).getInt64()
                                       : std::numeric_limits<qint64>::max();
    const QString match = matchFor(query, words);
    const bool isRanked = query.order == SearchQuery::Order::Best && !words.terms.isEmpty();
    const qsizetype limit = std::max(query.limit, 1);
    const qsizetype wanted = isRanked ? std::max(kRanked, limit) : limit;

    QList<Candidate> candidates;
    const auto collectFrom = [&](Query rows) {
        while (!result.hasMore && rows.next()) {
            if ((*m_isCancelled)())
                return;
            qint64 entry = 0;
            rows.read(entry);
            if (std::optional<Candidate> candidate = candidateFor(entry, query, words)) {
                result.hasMore = candidates.size() == wanted;
                if (!result.hasMore)
                    candidates.append(*std::move(candidate));
            }
        }
    };
    if (match.isEmpty())
        collectFrom(Query(m_byTime, from, until));
    else
        collectFrom(Query(m_byWords, match, from, until));

    // Entries are coarse.
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate &a, const Candidate &b) { return a.timeMs > b.timeMs; });
    if (isRanked) {
        std::stable_sort(candidates.begin(), candidates.end(),
                         [](const Candidate &a, const Candidate &b) { return a.score > b.score; });
        result.hasMore = result.hasMore || candidates.size() > limit;
        candidates.resize(std::min(candidates.size(), limit));
    }
    for (Candidate &candidate : candidates) {
        candidate.hit.snippet = snippetOf(candidate.text, words);
        result.hits.append(candidate.hit);
    }
    Query indexing(m_isIndexing);
    indexing.next();
    indexing.read(result.isIndexing);
    return result;
}

std::optional<SearchReader::Candidate> SearchReader::candidateFor(qint64 entry, const SearchQuery &query,
                                                                  const SearchWords &words)
{
    Candidate candidate;
    SearchHit &hit = candidate.hit;
    qint64 changedMs = 0;
    qint64 begunMs = 0;
    {
        Query row(m_entry, entry);
        if (!row.next())
            return std::nullopt;
        row.read(hit.conversation, hit.turn, hit.title, hit.isArchived, hit.isInTrash, changedMs, begunMs,
                 hit.role, hit.model, hit.createdMs);
    }
    const bool isTitle = !hit.turn.isValid();
    candidate.timeMs = isTitle ? begunMs : hit.createdMs;
    if ((hit.isInTrash && !query.alsoTrash) || candidate.timeMs < query.fromMs.value_or(candidate.timeMs)
        || (query.untilMs && candidate.timeMs >= *query.untilMs))
        return std::nullopt;
    if (isTitle)
        hit.createdMs = changedMs;
    candidate.text = isTitle ? hit.title : m_source.contentOf(hit.turn).text;

    const bool mustLook = query.order == SearchQuery::Order::Best
                          || std::any_of(words.terms.begin(), words.terms.end(),
                                         [](const SearchWords::Term &term) { return term.isExact; });
    if (mustLook) {
        // Line ends count as the spaces between the quotes do.
        const auto found = words.find(fold(candidate.text.simplified()).text);
        if (!found)
            return std::nullopt;
        candidate.score = scoreOf(*found, isTitle);
    }
    return candidate;
}

} // namespace tabletalk
