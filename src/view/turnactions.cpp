// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "turnactions.h"

#include "chatsession.h"
#include "composer/editbox.h"
#include "conversation/conversationview.h"
#include "credentialguard.h"
#include "leaveoutdialog.h"
#include "whenfinished.h"

#include <QPointer>

namespace tabletalk {

namespace {

bool isEdited(const Turn &turn, const QString &text, const QList<Attachment> &attachments)
{
    return turn.text() != text || (turn.role == TurnRole::User && attachmentsOf({turn}) != attachments);
}

} // namespace

TurnActions::TurnActions(ConversationView &view, EditBox &box, CredentialGuard &guard, QObject *parent)
    : QObject(parent)
    , m_view(view)
    , m_box(box)
    , m_guard(guard)
{
    connect(&box, &EditBox::saveRequested, this, &TurnActions::save);
    connect(&box, &EditBox::cancelled, this, [this] {
        const TurnId turn = m_edited;
        const QString text = m_box.text();
        const QList<Attachment> attachments = m_box.attachments();
        endEdit();
        const int row = m_session->turns().rowOf(turn);
        if (row >= 0 && isEdited(m_session->turns().turn(row), text, attachments))
            emit editDropped(turn, text, attachments);
    });
    connect(&view, &ConversationView::editRequested, this, &TurnActions::edit);
    connect(&view, &ConversationView::versionRequested, this, &TurnActions::selectVersion);
    connect(&view, &ConversationView::deleteRequested, this,
            [this](TurnId turn) { report(m_session->removeTurn(turn)); });
    connect(&view, &ConversationView::regenerateRequested, this,
            [this](TurnId turn) { regenerate(turn, {}); });
}

void TurnActions::setSession(ChatSession &session)
{
    if (m_edited.isValid()) {
        m_waiting.insert(m_session->conversation().id, {m_edited, m_box.text(), m_box.attachments()});
        m_box.hide();
        endEdit();
    }
    m_session = &session;
    m_sessionContext = std::make_unique<QObject>();
    connect(&session, &ChatSession::turnsRemoved, m_sessionContext.get(),
            [this](int count) { offerUndo(count); });
    if (m_waiting.contains(session.conversation().id)) {
        const Edit edit = m_waiting.take(session.conversation().id);
        resumeEdit(edit.turn, edit.text, edit.attachments);
    }
}

void TurnActions::edit(TurnId turn)
{
    if (m_edited == turn && turn.isValid()) {
        m_box.setFocus();
        return;
    }
    if (const int row = m_session->turns().rowOf(turn); row >= 0)
        resumeEdit(turn, m_session->turns().turn(row).text(), attachmentsOf({m_session->turns().turn(row)}));
}

void TurnActions::resumeEdit(TurnId turn, const QString &text, const QList<Attachment> &attachments)
{
    const int row = m_session->turns().rowOf(turn);
    if (row < 0)
        return;
    m_edited = turn;
    m_box.begin(text, m_session->turns().summary(row).role == TurnRole::User, attachments);
    emit editingChanged(true);
    m_view.showRow(row);
}

void TurnActions::editLastQuestion()
{
    for (int row = m_session->turns().rowCount() - 1; row >= 0; --row) {
        if (m_session->turns().summary(row).role == TurnRole::User) {
            edit(m_session->turns().summary(row).id);
            return;
        }
    }
}

void TurnActions::save(const QString &text, bool rerun)
{
    if (!rerun) {
        saveChecked(text, false);
        return;
    }
    m_guard.check(text, m_box.attachments(), [this, turn = m_edited](const QString &checked) {
        if (m_edited == turn)
            saveChecked(checked, true);
    });
}

void TurnActions::saveChecked(const QString &text, bool rerun)
{
    const int row = m_session->turns().rowOf(m_edited);
    const bool isQuestion = row >= 0 && m_session->turns().summary(row).role == TurnRole::User;
    const bool isChanged = row >= 0 && isEdited(m_session->turns().turn(row), text, m_box.attachments());
    // A refusal leaves the box open: what was typed is still there.
    if (!report(isQuestion ? m_session->editQuestion(m_edited, text, rerun, m_box.attachments())
                           : m_session->editAnswer(m_edited, text)))
        return;
    m_box.hide();
    endEdit();
    if (rerun) {
        emit asked();
    } else if (isChanged) {
        const TurnSummary &saved = m_session->turns().summary(row);
        emit said(
            tr("Saved as version %1 of %2. Alt+Left shows the version before, with all that follows it.")
                .arg(saved.versionIndex + 1)
                .arg(saved.versionCount));
    }
}

void TurnActions::regenerate(TurnId turn, const QString &model, const SendingChoice &choice)
{
    if (report(m_session->regenerate(turn, model, choice)))
        emit asked();
}

void TurnActions::leaveOutOldest(TurnId answer)
{
    // A person may have gone on to another conversation before the dialog is there, or answered.
    whenFinished(m_session->contextFit(answer), this,
                 [this, answer, session = QPointer(m_session)](const Result<ContextFit> &fit) {
                     if (session != m_session)
                         return;
                     if (!fit || fit->omissions().isEmpty()) {
                         emit said(fit ? tr("There is no earlier turn that could be left out.")
                                       : fit.error().userText);
                         return;
                     }
                     auto *dialog = new LeaveOutDialog(*fit, m_view.window());
                     dialog->setAttribute(Qt::WA_DeleteOnClose);
                     connect(dialog, &QDialog::accepted, this, [this, answer, session, dialog] {
                         if (session != m_session)
                             return;
                         m_session->setLeavesOutOldest(dialog->isForAll());
                         regenerate(answer, {}, {.leaveOutTurns = dialog->leftOutTurns()});
                     });
                     dialog->open();
                 });
}

void TurnActions::showOtherVersion(int by)
{
    TurnListModel &turns = m_session->turns();
    int row = m_view.currentRow();
    if (row < 0 || row >= turns.rowCount() || turns.summary(row).versionCount < 2) {
        row = turns.rowCount() - 1;
        while (row >= 0 && turns.summary(row).versionCount < 2)
            --row;
    }
    if (row < 0) {
        emit said(tr("No message of this conversation has other versions."));
        return;
    }
    const TurnSummary &shown = turns.summary(row);
    const int index = shown.versionIndex + by;
    if (index < 0 || index >= shown.versionCount)
        emit said(by < 0 ? tr("This is the first version.") : tr("This is the newest version."));
    else
        selectVersion(shown.id, index);
}

void TurnActions::selectVersion(TurnId turn, int index)
{
    const int row = m_session->turns().rowOf(turn);
    if (row < 0 || !report(m_session->selectVersion(turn, index)))
        return;
    emit said(tr("Version %1 of %2").arg(index + 1).arg(m_session->turns().summary(row).versionCount));
}

void TurnActions::restoreRemoved()
{
    restoreRemoved(*m_session);
}

void TurnActions::restoreRemoved(ChatSession &session)
{
    if (report(session.restoreRemoved()))
        emit said(tr("What was deleted is back."));
}

void TurnActions::offerUndo(int removedTurns)
{
    const QString text = removedTurns == 1 ? tr("The message was deleted.")
                                           : tr("%n messages were deleted.", nullptr, removedTurns);
    // Another conversation may be on screen when it is pressed.
    emit undoable(text, [this, session = QPointer(m_session)] {
        if (session)
            restoreRemoved(*session);
    });
}

bool TurnActions::cancelEdit()
{
    if (!m_edited.isValid())
        return false;
    m_box.cancel();
    return true;
}

void TurnActions::endEdit()
{
    m_edited = {};
    emit editingChanged(false);
}

bool TurnActions::report(const Result<Done> &result)
{
    if (!result)
        emit said(result.error().userText);
    return result.ok();
}

} // namespace tabletalk
