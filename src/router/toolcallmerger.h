// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "completion.h"

#include <QJsonArray>

#include <optional>

namespace tabletalk {

//! Finds out which call each fragment of a tool call belongs to: by a known id, else by index, else it is
//! the one that is open. Servers repeat ids, leave out indices, and give two calls the same one. A value.
class ToolCallMerger {
public:
    //! The deltas of a stream.
    QList<ToolCallDelta> readFragments(const QJsonArray &fragments) { return read(fragments, false); }
    //! The calls of a whole message: each entry is one.
    QList<ToolCallDelta> readWhole(const QJsonArray &calls) { return read(calls, true); }

    bool isEmpty() const { return m_calls.isEmpty(); }
    //! More calls than anyone needs: what is beyond kMostToolCalls was not read.
    bool overflowed() const { return m_overflowed; }

private:
    struct Call {
        QString id;
        std::optional<qint64> index;
        bool isNamed = false;
    };
    QList<ToolCallDelta> read(const QJsonArray &fragments, bool areWhole);
    //! Its position in m_calls, which grows for a new one.
    qsizetype find(const QString &id, std::optional<qint64> index);
    qsizetype append(const QString &id, std::optional<qint64> index);

    QList<Call> m_calls;
    qsizetype m_open = -1;
    bool m_overflowed = false;
};

} // namespace tabletalk
