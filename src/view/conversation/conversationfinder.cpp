// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/conversationfinder.h"

#include <QElapsedTimer>
#include <QTimerEvent>

#include <algorithm>

namespace tabletalk {

namespace {

constexpr int kSliceMs = 4;
constexpr int kLongestQuery = 1000;

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c.isMark() || c == u'_';
}

bool isWord(const QString &text, qsizetype from, qsizetype to)
{
    const bool startsInside = from > 0 && isWordCharacter(text[from - 1]) && isWordCharacter(text[from]);
    const bool endsInside = to < text.size() && isWordCharacter(text[to]) && isWordCharacter(text[to - 1]);
    return !startsInside && !endsInside;
}

//! Bounded: an expression that would try for minutes finds nothing instead.
QString boundedPattern(const FindQuery &query)
{
    const QString pattern = query.isWholeWord ? QStringLiteral("\\b(?:%1)\\b").arg(query.text) : query.text;
    return QStringLiteral("(*LIMIT_MATCH=100000)") + pattern;
}

} // namespace

ConversationFinder::ConversationFinder(ContentOf contentOf, QObject *parent)
    : QObject(parent)
    , m_contentOf(std::move(contentOf))
{
}

void ConversationFinder::clear()
{
    search({}, 0, 0);
}

void ConversationFinder::search(const FindQuery &query, int rows, int firstRow)
{
    m_query = query;
    m_query.text.truncate(kLongestQuery);
    m_mistake.clear();
    m_found.clear();
    m_changedRows.clear();
    m_count = 0;
    m_rows = rows;
    m_left = isActive() ? rows : 0;
    m_next = std::clamp(firstRow, 0, std::max(0, rows - 1));
    m_matcher = QStringMatcher(m_query.text, query.isCaseSensitive ? Qt::CaseSensitive : Qt::CaseInsensitive);
    if (query.isRegularExpression && isActive()) {
        QRegularExpression::PatternOptions options =
            QRegularExpression::UseUnicodePropertiesOption | QRegularExpression::MultilineOption;
        if (!query.isCaseSensitive)
            options |= QRegularExpression::CaseInsensitiveOption;
        m_expression = QRegularExpression(boundedPattern(m_query), options);
        if (!m_expression.isValid()) {
            m_mistake = m_expression.errorString();
            m_left = 0;
        }
    }
    m_timer.stop();
    if (m_left > 0)
        m_timer.start(0, this);
    emit changed();
}

void ConversationFinder::wake()
{
    if (isActive() && m_mistake.isEmpty() && !m_timer.isActive())
        m_timer.start(0, this);
}

void ConversationFinder::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId()) {
        QObject::timerEvent(event);
        return;
    }
    QElapsedTimer elapsed;
    elapsed.start();
    while (m_count < kMostMatches && elapsed.elapsed() < kSliceMs) {
        if (m_left > 0) {
            searchRow(m_next);
            m_next = m_next + 1 < m_rows ? m_next + 1 : 0;
            --m_left;
        } else if (!m_changedRows.empty()) {
            const int row = *m_changedRows.begin();
            m_changedRows.erase(m_changedRows.begin());
            searchRow(row);
        } else {
            break;
        }
    }
    if ((m_left == 0 && m_changedRows.empty()) || m_count >= kMostMatches)
        m_timer.stop();
    emit changed();
}

void ConversationFinder::searchRow(int row)
{
    dropRow(row);
    m_contentOf(row, [this, row](const TurnContent &content) {
        std::vector<FoundText> found;
        int index = 0;
        for (int section = 0; section < content.sectionCount(); ++section) {
            for (const Block &block : content.blocks(section)) {
                if (block.kind == BlockKind::TableRow)
                    searchBlock(row, index++, block.plainText(), found);
                else
                    searchBlock(row, index++, block.text, found);
            }
        }
        if (found.empty())
            return;
        m_count += int(found.size());
        m_found.emplace(row, std::move(found));
    });
}

void ConversationFinder::searchBlock(int row, int block, const QString &text,
                                     std::vector<FoundText> &found) const
{
    const auto isFull = [&] { return m_count + int(found.size()) >= kMostMatches; };
    if (m_query.isRegularExpression) {
        QRegularExpressionMatchIterator matches = m_expression.globalMatch(text);
        while (matches.hasNext() && !isFull()) {
            const QRegularExpressionMatch match = matches.next();
            if (match.capturedLength() > 0)
                found.push_back({row, {block, int(match.capturedStart())}, int(match.capturedLength())});
        }
        return;
    }
    const qsizetype length = m_query.text.size();
    for (qsizetype at = m_matcher.indexIn(text); at >= 0 && !isFull();) {
        const bool isHit = !m_query.isWholeWord || isWord(text, at, at + length);
        if (isHit)
            found.push_back({row, {block, int(at)}, int(length)});
        at = m_matcher.indexIn(text, at + (isHit ? length : 1));
    }
}

void ConversationFinder::dropRow(int row)
{
    const auto known = m_found.find(row);
    if (known == m_found.end())
        return;
    m_count -= int(known->second.size());
    m_found.erase(known);
}

void ConversationFinder::rowChanged(int row)
{
    if (!isActive())
        return;
    m_changedRows.insert(row);
    wake();
}

void ConversationFinder::rowsInserted(int first, int last)
{
    if (!isActive())
        return;
    if (first < m_rows || m_left > 0) {
        search(m_query, m_rows + last - first + 1, m_next);
        return;
    }
    m_rows += last - first + 1;
    for (int row = first; row <= last; ++row)
        rowChanged(row);
}

void ConversationFinder::rowsRemoved(int first, int last)
{
    if (isActive())
        search(m_query, std::max(0, m_rows - (last - first + 1)), std::max(0, first - 1));
}

std::span<const FoundText> ConversationFinder::inRow(int row) const
{
    const auto known = m_found.find(row);
    if (known == m_found.end())
        return {};
    return known->second;
}

std::optional<FoundText> ConversationFinder::after(const FoundText &place) const
{
    for (auto row = m_found.lower_bound(place.row); row != m_found.end(); ++row) {
        const auto match = std::lower_bound(row->second.begin(), row->second.end(), place);
        if (match != row->second.end())
            return *match;
    }
    if (m_found.empty())
        return std::nullopt;
    return m_found.begin()->second.front();
}

std::optional<FoundText> ConversationFinder::before(const FoundText &place) const
{
    for (auto row = m_found.upper_bound(place.row); row != m_found.begin();) {
        --row;
        const auto match = std::lower_bound(row->second.begin(), row->second.end(), place);
        if (match != row->second.begin())
            return *(match - 1);
    }
    if (m_found.empty())
        return std::nullopt;
    return m_found.rbegin()->second.back();
}

int ConversationFinder::ordinal(const FoundText &match) const
{
    int number = 0;
    for (const auto &[row, matches] : m_found) {
        if (row < match.row) {
            number += int(matches.size());
            continue;
        }
        const auto at = std::lower_bound(matches.begin(), matches.end(), match);
        return row == match.row && at != matches.end() && *at == match
                   ? number + int(at - matches.begin()) + 1
                   : 0;
    }
    return 0;
}

} // namespace tabletalk
