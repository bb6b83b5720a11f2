// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "conversation/textmark.h"
#include "conversation/turncontent.h"

#include <QBasicTimer>
#include <QObject>
#include <QRegularExpression>
#include <QStringMatcher>

#include <functional>
#include <map>
#include <set>
#include <span>
#include <vector>

namespace tabletalk {

struct FindQuery {
    QString text;
    bool isCaseSensitive = false;
    bool isWholeWord = false;
    bool isRegularExpression = false;

    bool operator==(const FindQuery &) const = default;
};

//! Finds text in the turns of a conversation as they are seen: folded parts are not. Works in slices of a
//! few milliseconds from the event loop, so that a conversation of any length is searched without a pause,
//! and may be started anew at any time. Window thread.
class ConversationFinder : public QObject {
    Q_OBJECT
public:
    //! More are not looked for.
    static constexpr int kMostMatches = 100'000;
    //! Calls back with the text of a row.
    using ContentOf = std::function<void(int row, const std::function<void(const TurnContent &)> &use)>;

    explicit ConversationFinder(ContentOf contentOf, QObject *parent = nullptr);

    //! Forgets what was found and looks through `rows` rows, from `firstRow` on and then those before it.
    void search(const FindQuery &query, int rows, int firstRow);
    void clear();
    bool isActive() const { return !m_query.text.isEmpty(); }
    bool isSearching() const { return m_timer.isActive(); }
    const FindQuery &query() const { return m_query; }
    //! What is wrong with the regular expression; empty if nothing is.
    const QString &mistake() const { return m_mistake; }

    // The conversation has changed under it.
    void rowChanged(int row);
    void rowsInserted(int first, int last);
    void rowsRemoved(int first, int last);

    int count() const { return m_count; }
    std::span<const FoundText> inRow(int row) const;
    //! The first match at or after a place, around the end if there is none; nothing if nothing was found.
    std::optional<FoundText> after(const FoundText &place) const;
    std::optional<FoundText> before(const FoundText &place) const;
    //! The place of a match among all of them, from 1; 0 if it is none.
    int ordinal(const FoundText &match) const;

signals:
    //! Matches came or went, or the search has ended.
    void changed();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void searchRow(int row);
    void searchBlock(int row, int block, const QString &text, std::vector<FoundText> &found) const;
    void dropRow(int row);
    void wake();

    ContentOf m_contentOf;
    FindQuery m_query;
    QString m_mistake;
    QStringMatcher m_matcher;
    QRegularExpression m_expression;
    std::map<int, std::vector<FoundText>> m_found; // by row
    int m_count = 0;
    int m_next = 0; // the next row to be looked through
    int m_left = 0; // how many are left
    int m_rows = 0;
    std::set<int> m_changedRows;
    QBasicTimer m_timer;
};

} // namespace tabletalk
