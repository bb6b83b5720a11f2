// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "completion.h"
#include "turn.h"

#include <QHash>

namespace tabletalk {

//! Writes one answer turn from the events of a stream. Holds only what the turn itself does not say:
//! when its reasoning began, which steps are this stream's tool calls, and what is added at its end.
class AnswerBuilder {
public:
    enum class Change {
        Nothing,
        Appended, //!< the last step's text grew
        Structure //!< a step began or ended, or the model became known
    };

    //! Applies `events` in order. `nowMs` is the clock, for the duration of reasoning.
    Change apply(Turn &answer, const QList<CompletionEvent> &events, qint64 nowMs);
    //! Closes what is open: what comes next is of another stream.
    void pause(Turn &answer, qint64 nowMs);
    //! Closes what is open and notes how it ended.
    void finish(Turn &answer, const CompletionOutcome &outcome, qint64 nowMs);

private:
    Change applyOne(Turn &answer, const CompletionEvent &event, qint64 nowMs);
    Change applyToolCall(Turn &answer, const ToolCallDelta &delta, qint64 nowMs);
    template <class StepType>
    Change append(Turn &answer, const QString &text, qint64 nowMs);
    //! Some models give no ids, or count from 0 in each completion: results need to know their call.
    void nameCalls(Turn &answer) const;
    void close(Turn &answer, Progress progress, qint64 nowMs);
    void closeLastStep(Turn &answer, Progress progress, qint64 nowMs) const;

    qint64 m_reasoningSinceMs = 0;
    QHash<int, qsizetype> m_toolCalls; // by their number in the stream: their step
    QJsonArray m_annotations;
};

} // namespace tabletalk
