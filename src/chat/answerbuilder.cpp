// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "answerbuilder.h"

#include <algorithm>

namespace tabletalk {

namespace {

Progress progressFor(CompletionOutcome::Ending ending)
{
    switch (ending) {
    case CompletionOutcome::Ending::Complete:
        return Progress::Complete;
    case CompletionOutcome::Ending::Cut:
        return Progress::Cut;
    case CompletionOutcome::Ending::Cancelled:
        return Progress::Stopped;
    case CompletionOutcome::Ending::Failed:
        break;
    }
    return Progress::Failed;
}

//! Fragments of one detail arrive with the same index and type; text is joined, the rest replaced.
void mergeDetails(QJsonArray &details, const QJsonArray &fragments)
{
    for (const QJsonValue &value : fragments) {
        const QJsonObject fragment = value.toObject();
        if (fragment.isEmpty())
            continue;
        qsizetype match = -1;
        for (qsizetype i = details.size() - 1; i >= 0 && fragment.contains(u"index"); --i) {
            const QJsonObject known = details.at(i).toObject();
            if (known.value(u"index") == fragment.value(u"index")
                && known.value(u"type") == fragment.value(u"type")) {
                match = i;
                break;
            }
        }
        if (match < 0) {
            details.append(fragment);
            continue;
        }
        QJsonObject merged = details.at(match).toObject();
        for (auto field = fragment.begin(); field != fragment.end(); ++field) {
            const bool grows = field.key() == u"text" || field.key() == u"summary" || field.key() == u"data";
            if (grows && field.value().isString())
                merged.insert(field.key(), merged.value(field.key()).toString() + field.value().toString());
            else if (!field.value().isNull())
                merged.insert(field.key(), field.value());
        }
        details.replace(match, merged);
    }
}

} // namespace

AnswerBuilder::Change AnswerBuilder::apply(Turn &answer, const QList<CompletionEvent> &events, qint64 nowMs)
{
    Change change = Change::Nothing;
    for (const CompletionEvent &event : events)
        change = std::max(change, applyOne(answer, event, nowMs));
    return change;
}

AnswerBuilder::Change AnswerBuilder::applyOne(Turn &answer, const CompletionEvent &event, qint64 nowMs)
{
    if (const auto *delta = std::get_if<TextDelta>(&event))
        return append<TextStep>(answer, delta->text, nowMs);
    // A refusal is what the model has to say; people read it as the answer.
    if (const auto *delta = std::get_if<RefusalDelta>(&event))
        return append<TextStep>(answer, delta->text, nowMs);
    if (const auto *delta = std::get_if<ReasoningDelta>(&event))
        return append<ReasoningStep>(answer, delta->text, nowMs);
    if (const auto *details = std::get_if<ReasoningDetails>(&event)) {
        const auto reasoning = std::find_if(answer.steps.rbegin(), answer.steps.rend(), [](const Step &step) {
            return std::holds_alternative<ReasoningStep>(step.content);
        });
        // A signature may come when the text has begun: it belongs to the reasoning before it.
        if (reasoning != answer.steps.rend()) {
            mergeDetails(std::get<ReasoningStep>(reasoning->content).details, details->fragments);
            return Change::Nothing;
        }
        ReasoningStep fresh;
        mergeDetails(fresh.details, details->fragments);
        closeLastStep(answer, Progress::Complete, nowMs);
        m_reasoningSinceMs = nowMs;
        answer.steps.append({fresh, Progress::Open});
        return Change::Structure;
    }
    if (const auto *delta = std::get_if<ToolCallDelta>(&event))
        return applyToolCall(answer, *delta, nowMs);
    if (const auto *notes = std::get_if<AnnotationsArrived>(&event)) {
        // They come one by one between the text they belong to, and are shown together after it.
        for (const QJsonValue &annotation : notes->annotations)
            m_annotations.append(annotation);
        return Change::Nothing;
    }
    if (const auto *picture = std::get_if<PictureArrived>(&event)) {
        closeLastStep(answer, Progress::Complete, nowMs);
        answer.steps.append({PictureStep{picture->mediaType, picture->bytes}, Progress::Complete});
        return Change::Structure;
    }
    const auto &served = std::get<ServedBy>(event);
    if (served.model.isEmpty() || served.model == answer.model)
        return Change::Nothing;
    answer.model = served.model;
    return Change::Structure;
}

template <class StepType>
AnswerBuilder::Change AnswerBuilder::append(Turn &answer, const QString &text, qint64 nowMs)
{
    if (text.isEmpty())
        return Change::Nothing;
    if (!answer.steps.isEmpty()) {
        if (auto *open = std::get_if<StepType>(&answer.steps.last().content)) {
            answer.steps.last().progress = Progress::Open;
            open->text += text;
            return Change::Appended;
        }
    }
    closeLastStep(answer, Progress::Complete, nowMs);
    if constexpr (std::is_same_v<StepType, ReasoningStep>)
        m_reasoningSinceMs = nowMs;
    StepType step;
    step.text = text;
    answer.steps.append({step, Progress::Open});
    return Change::Structure;
}

AnswerBuilder::Change AnswerBuilder::applyToolCall(Turn &answer, const ToolCallDelta &delta, qint64 nowMs)
{
    auto known = m_toolCalls.find(delta.call);
    if (known == m_toolCalls.end()) {
        closeLastStep(answer, Progress::Complete, nowMs);
        known = m_toolCalls.insert(delta.call, answer.steps.size());
        answer.steps.append({ToolCallStep{}, Progress::Open});
    }
    auto &call = std::get<ToolCallStep>(answer.steps[*known].content);
    if (!delta.id.isEmpty())
        call.callId = delta.id;
    if (!delta.name.isEmpty())
        call.name = delta.name;
    call.arguments += delta.arguments;
    return Change::Structure;
}

void AnswerBuilder::closeLastStep(Turn &answer, Progress progress, qint64 nowMs) const
{
    if (answer.steps.isEmpty() || answer.steps.last().progress != Progress::Open)
        return;
    Step &last = answer.steps.last();
    last.progress = progress;
    if (auto *reasoning = std::get_if<ReasoningStep>(&last.content))
        reasoning->durationMs = std::max<qint64>(0, nowMs - m_reasoningSinceMs);
}

void AnswerBuilder::close(Turn &answer, Progress progress, qint64 nowMs)
{
    closeLastStep(answer, progress, nowMs);
    if (!m_annotations.isEmpty()) {
        answer.steps.append({AnnotationsStep{m_annotations}, Progress::Complete});
        m_annotations = {};
    }
    nameCalls(answer);
    m_toolCalls.clear();
}

void AnswerBuilder::nameCalls(Turn &answer) const
{
    for (const qsizetype index : m_toolCalls) {
        auto &call = std::get<ToolCallStep>(answer.steps[index].content);
        const bool isTaken =
            std::any_of(answer.steps.cbegin(), answer.steps.cbegin() + index, [&call](const Step &step) {
                const auto *other = std::get_if<ToolCallStep>(&step.content);
                return other && other->callId == call.callId;
            });
        if (isTaken || call.callId.isEmpty())
            call.callId = QStringLiteral("%1-%2").arg(call.callId, QString::number(index));
    }
}

void AnswerBuilder::pause(Turn &answer, qint64 nowMs)
{
    close(answer, Progress::Complete, nowMs);
}

void AnswerBuilder::finish(Turn &answer, const CompletionOutcome &outcome, qint64 nowMs)
{
    answer.progress = progressFor(outcome.ending);
    close(answer, answer.progress, nowMs);
    answer.finishReason = outcome.finishReason;
    answer.failure = outcome.error;
    answer.usage = outcome.usage;
    if (!outcome.servedModel.isEmpty())
        answer.model = outcome.servedModel;
}

} // namespace tabletalk
