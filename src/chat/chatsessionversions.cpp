// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The commands of a session that make versions of turns, and show them.

#include "chatsession.h"
#include "whenfinished.h"

#include <QDateTime>

namespace tabletalk {

namespace {

Error refusal(const QString &text)
{
    return {.kind = ErrorKind::BadRequest, .source = ErrorSource::Program, .userText = text};
}

//! `steps` with `text` in the place of all text. What a model thought stays with the words it led to.
QList<Step> withText(const QList<Step> &steps, const QString &text)
{
    QList<Step> edited;
    bool isPlaced = false;
    for (const Step &step : steps) {
        if (std::holds_alternative<TextStep>(step.content)) {
            if (!std::exchange(isPlaced, true))
                edited.append(Step{TextStep{text}});
        } else if (!std::holds_alternative<ReasoningStep>(step.content)) {
            edited.append(step);
        }
    }
    if (!isPlaced)
        edited.append(Step{TextStep{text}});
    return edited;
}

QList<Step> withAttachments(QList<Step> steps, const QList<Attachment> &attachments)
{
    steps.removeIf([](const Step &step) { return std::holds_alternative<AttachmentStep>(step.content); });
    for (const Attachment &attachment : attachments)
        steps.append(Step{AttachmentStep{attachment}});
    return steps;
}

} // namespace

Error ChatSession::refusalWhileBusy()
{
    return refusal(tr("An answer is arriving. Wait for it, or stop it, then change the conversation."));
}

Result<int> ChatSession::changeableRow(TurnId turn) const
{
    if (isBusy())
        return refusalWhileBusy();
    const int row = m_turns.rowOf(turn);
    if (row < 0 || !m_loaded)
        return refusal(tr("This message is not shown any more, so nothing was changed."));
    for (int hidden = row + 1; hidden < m_turns.rowCount() && !m_unsaved.isEmpty(); ++hidden) {
        if (m_unsaved.contains(m_turns.summary(hidden).id))
            return refusal(tr("What follows could not be saved on the disk and would be lost from view, so "
                              "nothing was changed."));
    }
    return row;
}

void ChatSession::continueAnswer()
{
    const int last = m_turns.rowCount() - 1;
    if (isBusy() || last < 1)
        return;
    beginAnswer(last, m_conversation.model, m_turns.turn(last).steps);
}

Result<Done> ChatSession::editQuestion(TurnId question, const QString &text, bool rerun,
                                       const std::optional<QList<Attachment>> &attachments)
{
    const Result<int> row = changeableRow(question);
    if (!row)
        return row.error();
    const Turn &old = m_turns.turn(*row);
    const QList<Attachment> attached = attachmentsOf({old});
    if (text.trimmed().isEmpty() && attachments.value_or(attached).isEmpty())
        return refusal(tr("A message without words cannot be saved. Delete it instead, or write something."));
    if (rerun && m_conversation.model.isEmpty())
        return noModel();
    if (text == old.text() && attachments.value_or(attached) == attached)
        return rerun ? regenerate(question) : Done{};
    const QList<Step> steps = withText(old.steps, text);
    return placeEdited(*row, attachments ? withAttachments(steps, *attachments) : steps, rerun);
}

Result<Done> ChatSession::editAnswer(TurnId answer, const QString &text)
{
    const Result<int> row = changeableRow(answer);
    if (!row)
        return row.error();
    if (text == m_turns.turn(*row).text())
        return Done{};
    return placeEdited(*row, withText(m_turns.turn(*row).steps, text), false);
}

Result<Done> ChatSession::placeEdited(int row, const QList<Step> &steps, bool rerun)
{
    const Turn &old = m_turns.turn(row);
    if (m_unsaved.contains(old.id))
        return refusal(tr("The old version could not be saved on the disk and would be lost from view, so "
                          "nothing was changed."));
    Turn edited;
    edited.id = m_services.history.nextTurnId();
    edited.conversation = m_conversation.id;
    edited.parent = old.parent;
    edited.role = old.role;
    edited.createdMs = QDateTime::currentMSecsSinceEpoch();
    edited.model = old.model;
    edited.steps = steps;
    touchConversation();
    if (rerun) {
        ask(edited, row);
        return Done{};
    }
    m_turns.placeVersion(row, edited);
    whenFinished(m_services.history.insert(edited), this,
                 [this, id = edited.id](const Result<Done> &result) { noteWritten(id, result); });
    return Done{};
}

Result<Done> ChatSession::regenerate(TurnId turn, const QString &model, const SendingChoice &choice)
{
    const Result<int> row = changeableRow(turn);
    if (!row)
        return row.error();
    const QString &asked = model.isEmpty() ? m_conversation.model : model;
    if (asked.isEmpty())
        return noModel();
    beginAnswer(m_turns.summary(*row).role == TurnRole::Answer ? *row : *row + 1, asked, {}, choice);
    return Done{};
}

Result<Done> ChatSession::selectVersion(TurnId turn, int index)
{
    const Result<int> row = changeableRow(turn);
    if (!row)
        return row.error();
    if (m_unsaved.contains(turn))
        return refusal(
            tr("This version could not be saved on the disk and would be lost from view, so nothing "
               "was changed."));
    m_loaded = false; // what is said meanwhile waits for the path it belongs to
    whenFinished(m_services.history.versions(turn), this,
                 [this, index](const Result<QList<TurnSummary>> &versions) {
                     if (!versions) {
                         showSelected(versions.error());
                     } else if (index < 0 || index >= versions->size()) {
                         showSelected(refusal(tr("There is no such version.")));
                     } else {
                         select(versions->at(index).id);
                     }
                 });
    return Done{};
}

Result<Done> ChatSession::removeTurn(TurnId turn)
{
    const Result<int> row = changeableRow(turn);
    if (!row)
        return row.error();
    if (m_unsaved.contains(turn))
        return refusal(tr("This message is not saved on the disk yet, so it was not deleted."));
    m_loaded = false;
    whenFinished(m_services.history.removeTurn(turn), this,
                 [this, turn, count = m_turns.rowCount() - *row](const Result<QList<TurnSummary>> &path) {
                     showSelected(path);
                     if (!path)
                         return;
                     m_removed.append(turn);
                     emit turnsRemoved(count);
                 });
    return Done{};
}

Result<Done> ChatSession::restoreRemoved()
{
    if (isBusy() || !m_loaded)
        return refusalWhileBusy();
    if (m_removed.isEmpty())
        return refusal(tr("There is no deleted message that could be brought back."));
    const TurnId turn = m_removed.last();
    m_loaded = false;
    m_turnToShow = turn;
    whenFinished(m_services.history.restoreTurn(turn), this,
                 [this, turn](const Result<QList<TurnSummary>> &path) {
                     if (path)
                         m_removed.removeOne(turn);
                     else
                         m_turnToShow = {};
                     showSelected(path);
                 });
    return Done{};
}

void ChatSession::showTurn(TurnId turn)
{
    if (!m_loaded) {
        m_turnToShow = turn;
    } else if (m_turns.rowOf(turn) >= 0 || isBusy()) {
        emit turnShown(turn);
    } else {
        m_loaded = false;
        m_turnToShow = turn;
        select(turn);
    }
}

void ChatSession::select(TurnId turn)
{
    whenFinished(m_services.history.select(turn), this,
                 [this](const Result<QList<TurnSummary>> &path) { showSelected(path); });
}

void ChatSession::showSelected(const Result<QList<TurnSummary>> &path)
{
    m_loaded = true;
    if (path)
        m_turns.changePath(*path);
    else
        emit storageFailed(path.error());
    emit conversationChanged();
    sendQueued();
    if (const TurnId shown = std::exchange(m_turnToShow, {}); shown.isValid())
        emit turnShown(shown);
}

} // namespace tabletalk
