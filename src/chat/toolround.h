// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "attachment.h"
#include "completion.h"
#include "turn.h"

#include <QFuture>
#include <QObject>

namespace tabletalk {

class TableTools;

//! Runs the calls of one completion, one after the other, when it is told to: what came of one is written
//! before the next. Deleting it ends the query that is running. Window thread.
class ToolRound : public QObject {
    Q_OBJECT
public:
    //! `tools` outlives it.
    ToolRound(TableTools &tools, const QList<Attachment> &attachments, const QList<ToolCall> &calls,
              QObject *parent = nullptr);
    ~ToolRound() override;

    bool isDone() const { return m_calls.isEmpty(); }
    //! Is answered() once, never from inside this call.
    void runNext();

signals:
    void answered(const tabletalk::ToolResultStep &result);

private:
    TableTools &m_tools;
    QList<Attachment> m_attachments;
    QList<ToolCall> m_calls;
    QFuture<ToolResultStep> m_running;
};

//! The calls of an answer that have no result yet, as far as they can have one.
QList<ToolCall> unansweredCalls(const Turn &answer);

} // namespace tabletalk
