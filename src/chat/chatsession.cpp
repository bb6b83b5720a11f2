// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "chatsession.h"

#include "answerrun.h"
#include "logging.h"
#include "title.h"
#include "whenfinished.h"

#include <QDateTime>
#include <QPointer>
#include <QPromise>

#include <algorithm>

namespace tabletalk {

namespace {

//! What a killed process may lose of a draft.
constexpr std::chrono::milliseconds kWriteInterval{500};

qint64 now()
{
    return QDateTime::currentMSecsSinceEpoch();
}

QString joined(const QString &first, const QString &second)
{
    return first.isEmpty() || second.isEmpty() ? first + second : first + QStringLiteral("\n\n") + second;
}

} // namespace

ChatSession::ChatSession(const Conversation &conversation, bool isNew, const ChatServices &services,
                         QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_conversation(conversation)
    , m_turns([&history = services.history](TurnId id) { return history.turn(id); })
    , m_loaded(isNew)
    , m_isOnDisk(!isNew)
{
    m_conversationTimer.setSingleShot(true);
    m_conversationTimer.setInterval(kWriteInterval);
    connect(&m_conversationTimer, &QTimer::timeout, this, &ChatSession::saveConversation);
    if (!isNew)
        load();
}

ChatSession::~ChatSession() = default;

void ChatSession::load()
{
    whenFinished(m_services.history.open(m_conversation.id), this,
                 [this, asked = m_conversation](const Result<OpenedConversation> &opened) {
                     m_loaded = true;
                     if (opened) {
                         // What was changed while it was being read, such as its title, is newer.
                         if (m_conversation == asked)
                             m_conversation = opened->conversation;
                         else
                             m_conversation.filing = opened->conversation.filing;
                         m_place = opened->place;
                         m_draftAttachments = opened->draftAttachments + m_draftAttachments;
                         m_turns.reset(opened->path);
                     } else {
                         emit storageFailed(opened.error());
                     }
                     emit loaded();
                     emit conversationChanged();
                     sendQueued();
                     if (m_turnToShow.isValid())
                         showTurn(std::exchange(m_turnToShow, {}));
                 });
}

Result<Done> ChatSession::send(const QString &text, const QList<Attachment> &attachments)
{
    if (text.trimmed().isEmpty() && attachments.isEmpty())
        return Done{};
    if (m_conversation.model.isEmpty())
        return noModel();
    if (isBusy() || !m_loaded) {
        setQueued(joined(m_queued, text), m_queuedAttachments + attachments);
        return Done{};
    }

    const int rows = m_turns.rowCount();
    const TurnId parent = rows > 0 ? m_turns.summary(rows - 1).id : TurnId{};
    const Turn asked =
        makeUserTurn(m_services.history.nextTurnId(), m_conversation.id, parent, text, now(), attachments);
    if (m_conversation.title.isEmpty())
        m_conversation.title = titleFromMessage(text, attachments);
    m_conversation.draft.clear();
    touchConversation();
    ask(asked, rows);
    return Done{};
}

Error ChatSession::noModel()
{
    return {.kind = ErrorKind::NoModel,
            .source = ErrorSource::Program,
            .userText = tr("No model is chosen yet. Choose one, then the message can be sent."),
            .nextSteps = {NextStep::ChooseModel}};
}

void ChatSession::ask(const Turn &asked, int row)
{
    setState(State::Waiting);
    m_turns.placeVersion(row, asked);
    auto saved = m_services.history.insert(asked);
    placeAnswer(row + 1, m_conversation.model, {}, {});
    startWhenSaved(saved, asked.id);
}

void ChatSession::startWhenSaved(const QFuture<Result<Done>> &saved, TurnId written)
{
    whenFinished(saved, this, [this, run = QPointer(m_run.get()), written](const Result<Done> &result) {
        if (written.isValid())
            noteWritten(written, result);
        if (!run || run != m_run.get())
            return;
        if (!result && !m_sendUnsaved) {
            Error error = result.error();
            error.userText = tr("The message is not saved, so it was not sent. %1").arg(error.userText);
            error.nextSteps = {NextStep::SendUnsaved, NextStep::Retry};
            run->fail(error);
            return;
        }
        run->start();
    });
}

void ChatSession::beginAnswer(int row, const QString &model, QList<Step> beginning,
                              const SendingChoice &choice)
{
    setState(State::Waiting);
    touchConversation();
    const TurnId question = m_turns.summary(row - 1).id;
    const QFuture<Result<Done>> saved = placeAnswer(row, model, std::move(beginning), choice);
    if (m_unsaved.contains(question))
        startWhenSaved(saved); // what was not saved before it is by then
    else
        m_run->start();
}

QFuture<Result<Done>> ChatSession::placeAnswer(int row, const QString &model, QList<Step> beginning,
                                               SendingChoice choice)
{
    if (m_leavesOutOldest && choice.context == SendingChoice::Context::Ask)
        choice.context = SendingChoice::Context::LeaveOut;
    Turn answer;
    answer.id = m_services.history.nextTurnId();
    answer.conversation = m_conversation.id;
    answer.parent = m_turns.summary(row - 1).id;
    answer.role = TurnRole::Answer;
    answer.createdMs = now();
    answer.model = model;
    answer.progress = Progress::Open;
    answer.steps = std::move(beginning);
    m_turns.placeVersion(row, answer);
    const QFuture<Result<Done>> saved = m_services.history.insert(answer);
    report(saved);
    m_run = std::make_unique<AnswerRun>(m_conversation, model, choice, m_turns, m_retry, m_services);
    connect(m_run.get(), &AnswerRun::streaming, this, [this] { setState(State::Streaming); });
    connect(m_run.get(), &AnswerRun::retryChanged, this, &ChatSession::stateChanged);
    connect(m_run.get(), &AnswerRun::storageFailed, this, &ChatSession::storageFailed);
    connect(m_run.get(), &AnswerRun::finished, this, &ChatSession::endAnswer);
    return saved;
}

void ChatSession::noteWritten(TurnId turn, const Result<Done> &result)
{
    if (result) {
        m_unsaved.remove(turn);
        m_turns.release(turn);
    } else {
        m_unsaved.insert(turn);
        emit storageFailed(result.error());
        if (isSavedLater(result.error()))
            releaseWhenSaved();
    }
}

void ChatSession::releaseWhenSaved()
{
    if (std::exchange(m_awaitsSaving, true))
        return;
    whenFinished(m_services.history.whenSaved(), this, [this](const Result<Done> &result) {
        m_awaitsSaving = false;
        if (!result)
            return;
        for (const TurnId turn : std::exchange(m_unsaved, {}))
            m_turns.release(turn);
    });
}

void ChatSession::endAnswer(const CompletionOutcome &outcome)
{
    const TurnId ended = m_run->answer();
    m_run.release()->deleteLater(); // it is what is calling us
    whenFinished(m_services.history.update(m_turns.heldTurn(ended), true), this,
                 [this, ended](const Result<Done> &result) { noteWritten(ended, result); });
    touchConversation();
    setState(State::Idle);
    emit answered(ended);
    if (outcome.ending == CompletionOutcome::Ending::Complete)
        sendQueued();
}

void ChatSession::sendQueued()
{
    if (m_queued.isEmpty() && m_queuedAttachments.isEmpty())
        return;
    const QList<Attachment> attachments = takeQueuedAttachments();
    const QString text = takeQueuedMessage();
    if (!send(text, attachments))
        setQueued(text, attachments);
}

QList<Attachment> ChatSession::takeQueuedAttachments()
{
    QList<Attachment> attachments = m_queuedAttachments;
    setQueued(m_queued, {});
    return attachments;
}

QString ChatSession::takeQueuedMessage()
{
    const QString text = m_queued;
    setQueued({}, m_queuedAttachments);
    return text;
}

void ChatSession::setQueued(const QString &text, const QList<Attachment> &attachments)
{
    if (m_queuedAttachments != attachments) {
        m_queuedAttachments = attachments;
        saveDraftAttachments();
    }
    if (m_queued != text) {
        m_queued = text;
        saveConversation();
    }
    emit queuedMessageChanged();
}

void ChatSession::stop()
{
    if (m_run)
        m_run->stop();
}

void ChatSession::sendUnsaved()
{
    m_sendUnsaved = true;
    if (m_turns.rowCount() == 0)
        return;
    const Result<Done> asked = regenerate(m_turns.summary(m_turns.rowCount() - 1).id);
    if (!asked)
        qCWarning(lcChat) << "not sent:" << asked.error().userText;
}

void ChatSession::setLeavesOutOldest(bool leavesOut)
{
    m_leavesOutOldest = leavesOut;
}

QFuture<Result<ContextFit>> ChatSession::contextFit(TurnId answer)
{
    auto promise = std::make_shared<QPromise<Result<ContextFit>>>();
    promise->start();
    whenFinished(m_services.history.turnsOfPath(m_conversation.id), this,
                 [this, promise, answer](const Result<QList<Turn>> &path) {
                     if (!path) {
                         promise->addResult(path.error());
                     } else {
                         QList<Turn> sent = *path;
                         const auto asked = std::ranges::find(sent, answer, &Turn::id);
                         std::optional<qint64> context;
                         if (m_services.models)
                             context = m_services.models->info(m_conversation.model).contextLength;
                         if (asked != sent.end() && !context && asked->failure)
                             context = contextLengthIn(asked->failure->userText);
                         sent.erase(asked, sent.end());
                         promise->addResult(ContextFit(m_conversation.instructions, sent,
                                                       m_conversation.parameters, context));
                     }
                     promise->finish();
                 });
    return promise->future();
}

void ChatSession::setModel(const QString &id)
{
    if (m_conversation.model == id)
        return;
    m_conversation.model = id;
    if (m_isOnDisk)
        m_conversationTimer.start();
    emit conversationChanged();
}

void ChatSession::setInstructions(const QString &instructions)
{
    if (m_conversation.instructions == instructions)
        return;
    m_conversation.instructions = instructions;
    if (m_isOnDisk)
        m_conversationTimer.start();
    emit conversationChanged();
}

void ChatSession::setParameters(const Parameters &parameters)
{
    if (m_conversation.parameters == parameters)
        return;
    m_conversation.parameters = parameters;
    if (m_isOnDisk)
        m_conversationTimer.start();
    emit conversationChanged();
}

void ChatSession::setKey(const QString &id)
{
    if (m_conversation.keyId == id)
        return;
    m_conversation.keyId = id;
    if (m_isOnDisk)
        m_conversationTimer.start();
    emit conversationChanged();
}

void ChatSession::setTitle(const QString &title)
{
    const QString clean = title.simplified();
    if (clean.isEmpty() || m_conversation.title == clean)
        return;
    m_conversation.title = clean;
    saveConversation();
    emit conversationChanged();
}

void ChatSession::setDraft(const QString &draft)
{
    if (m_conversation.draft == draft)
        return;
    m_conversation.draft = draft;
    // An empty draft alone is no reason to put a new conversation on disk.
    if ((m_isOnDisk || !draft.isEmpty()) && !m_conversationTimer.isActive())
        m_conversationTimer.start();
}

void ChatSession::setDraftAttachments(const QList<Attachment> &attachments)
{
    if (m_draftAttachments == attachments)
        return;
    m_draftAttachments = attachments;
    saveDraftAttachments();
}

void ChatSession::saveDraftAttachments()
{
    if (!m_isOnDisk)
        saveConversation();
    report(
        m_services.history.saveDraftAttachments(m_conversation.id, m_queuedAttachments + m_draftAttachments));
}

void ChatSession::setPlace(const ScrollAnchor &place)
{
    if (m_place == place || !m_loaded || !m_isOnDisk)
        return;
    m_place = place;
    report(m_services.history.savePlace(m_conversation.id, place));
}

void ChatSession::flush()
{
    if (m_run)
        m_run->stopNow();
    if (m_conversationTimer.isActive())
        saveConversation();
}

void ChatSession::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    emit stateChanged();
}

void ChatSession::touchConversation()
{
    m_conversation.changedMs = std::max(now(), m_conversation.changedMs + 1);
    saveConversation();
    emit conversationChanged();
}

void ChatSession::saveConversation()
{
    m_conversationTimer.stop();
    const bool wasNew = !m_isOnDisk;
    m_isOnDisk = true;
    // What is queued was typed and not sent: on disk it is part of the draft.
    Conversation kept = m_conversation;
    kept.draft = joined(m_queued, m_conversation.draft);
    report(m_services.history.save(kept));
    if (wasNew)
        emit conversationChanged();
}

void ChatSession::report(const QFuture<Result<Done>> &written)
{
    whenFinished(written, this, [this](const Result<Done> &result) {
        if (!result)
            emit storageFailed(result.error());
    });
}

} // namespace tabletalk
