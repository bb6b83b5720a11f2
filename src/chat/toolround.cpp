// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "toolround.h"

#include "tabletools.h"
#include "whenfinished.h"

namespace tabletalk {

QList<ToolCall> unansweredCalls(const Turn &answer)
{
    QList<ToolCall> calls;
    for (const Step &step : answer.steps) {
        const auto *call = std::get_if<ToolCallStep>(&step.content);
        if (call && !call->callId.isEmpty() && !resultOf(answer, *call))
            calls.append({call->callId, call->name, call->arguments});
    }
    return calls;
}

ToolRound::ToolRound(TableTools &tools, const QList<Attachment> &attachments, const QList<ToolCall> &calls,
                     QObject *parent)
    : QObject(parent)
    , m_tools(tools)
    , m_attachments(attachments)
    , m_calls(calls)
{
}

ToolRound::~ToolRound()
{
    m_running.cancel();
}

void ToolRound::runNext()
{
    m_running = m_tools.run(m_calls.takeFirst(), m_attachments);
    whenFinished(m_running, this, [this](const ToolResultStep &result) { emit answered(result); });
}

} // namespace tabletalk
