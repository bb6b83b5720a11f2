// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "chatsession.h"

#include "logging.h"
#include "title.h"
#include "whenfinished.h"
#include "wiremessages.h"

#include <QDateTime>

namespace tabletalk {

namespace {

//! Half of what a killed process may lose of an answer.
constexpr std::chrono::milliseconds kWriteInterval{500};

qint64 now()
{
    return QDateTime::currentMSecsSinceEpoch();
}

QString joined(const QString &first, const QString &second)
{
    return first.isEmpty() || second.isEmpty() ? first + second : first + QStringLiteral("\n\n") + second;
}

RequestOutcome outcomeOf(CompletionOutcome::Ending ending)
{
    switch (ending) {
    case CompletionOutcome::Ending::Complete:
        return RequestOutcome::Complete;
    case CompletionOutcome::Ending::Cut:
        return RequestOutcome::Cut;
    case CompletionOutcome::Ending::Cancelled:
        return RequestOutcome::Stopped;
    case CompletionOutcome::Ending::Failed:
        break;
    }
    return RequestOutcome::Failed;
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
    m_answerTimer.setSingleShot(true);
    m_answerTimer.setInterval(kWriteInterval);
    connect(&m_answerTimer, &QTimer::timeout, this, [this] { writeAnswer(false); });
    m_conversationTimer.setSingleShot(true);
    m_conversationTimer.setInterval(kWriteInterval);
    connect(&m_conversationTimer, &QTimer::timeout, this, &ChatSession::saveConversation);
    connect(&m_retry, &RetryCountdown::ticked, this, &ChatSession::stateChanged);
    connect(&m_retry, &RetryCountdown::elapsed, this, [this] {
        emit stateChanged();
        prepareRequest();
    });
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
        m_conversation.title = titleFromMessage(text.trimmed().isEmpty() ? attachments.first().name : text);
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
    const int generation = ++m_generation;
    setState(State::Waiting);
    m_turns.placeVersion(row, asked);
    auto saved = m_services.history.insert(asked);
    placeAnswer(row + 1, m_conversation.model, {});
    whenFinished(saved, this, [this, generation, id = asked.id](const Result<Done> &result) {
        noteWritten(id, result);
        if (generation != m_generation)
            return;
        if (!result && !m_sendUnsaved) {
            Error error = result.error();
            error.userText = tr("The message is not saved, so it was not sent. %1").arg(error.userText);
            error.nextSteps = {NextStep::SendUnsaved, NextStep::Retry};
            failAnswer(error);
            return;
        }
        prepareRequest();
    });
}

void ChatSession::beginAnswer(int row, const QString &model, QList<Step> beginning)
{
    ++m_generation;
    setState(State::Waiting);
    touchConversation();
    placeAnswer(row, model, std::move(beginning));
    prepareRequest();
}

void ChatSession::placeAnswer(int row, const QString &model, QList<Step> beginning)
{
    Turn answer;
    answer.id = m_services.history.nextTurnId();
    answer.conversation = m_conversation.id;
    answer.parent = m_turns.summary(row - 1).id;
    answer.role = TurnRole::Answer;
    answer.createdMs = now();
    answer.model = model;
    answer.progress = Progress::Open;
    answer.steps = std::move(beginning);
    m_answer = answer.id;
    m_answerModel = model;
    m_builder = {};
    m_request = {};
    m_retry.reset();
    m_turns.placeVersion(row, answer);
    whenFinished(m_services.history.insert(answer), this, [this](const Result<Done> &result) {
        if (!result)
            emit storageFailed(result.error());
    });
}

void ChatSession::noteWritten(TurnId turn, const Result<Done> &result)
{
    if (result) {
        m_unsaved.remove(turn);
        m_turns.release(turn);
    } else {
        m_unsaved.insert(turn);
        emit storageFailed(result.error());
    }
}

void ChatSession::prepareRequest()
{
    const int generation = m_generation;
    whenFinished(m_services.keys.keyFor(m_services.endpoint.endpoint()), this,
                 [this, generation](const Result<KeyInUse> &key) {
                     if (generation != m_generation)
                         return;
                     if (!key) {
                         failAnswer(key.error());
                         return;
                     }
                     whenFinished(m_services.history.turnsOfPath(m_conversation.id), this,
                                  [this, generation, key](const Result<QList<Turn>> &path) {
                                      if (generation != m_generation)
                                          return;
                                      // What the disk could not take is in the model.
                                      startRequest(key.value(), path && path->size() == m_turns.rowCount()
                                                                    ? path.value()
                                                                    : heldPath());
                                  });
                 });
}

QList<Turn> ChatSession::heldPath()
{
    QList<Turn> path;
    for (int row = 0; row < m_turns.rowCount(); ++row)
        path.append(m_turns.turn(row));
    return path;
}

void ChatSession::startRequest(const KeyInUse &key, const QList<Turn> &path)
{
    const QList<Attachment> attachments = attachmentsOf(path);
    if (attachments.isEmpty() || !m_services.attachments) {
        sendRequest(key, path, {});
        return;
    }
    whenFinished(
        m_services.attachments->bytes(attachments), this,
        [this, generation = m_generation, key, path](const Result<QHash<QByteArray, QByteArray>> &bytes) {
            if (generation != m_generation)
                return;
            if (bytes)
                sendRequest(key, path, bytes.value());
            else
                failAnswer(bytes.error());
        });
}

void ChatSession::sendRequest(const KeyInUse &key, const QList<Turn> &path,
                              const QHash<QByteArray, QByteArray> &bytes)
{
    CompletionRequest request;
    request.endpoint = m_services.endpoint.endpoint();
    request.key = key.key;
    request.model = m_answerModel;
    request.messages = wireMessages(m_conversation.instructions, path, bytes);
    request.parameters = m_conversation.parameters;

    m_request.id = m_services.history.nextRequestId();
    m_request.turn = m_answer;
    m_request.endpoint = request.endpoint.origin();
    m_request.keyId = key.keyId;
    m_request.requestedModel = request.model;
    m_request.startedMs = now();
    m_services.history.save(m_request);

    m_stream = m_services.completions.start(request);
    connect(m_stream.get(), &CompletionStream::received, this, &ChatSession::takeEvents);
    connect(m_stream.get(), &CompletionStream::finished, this, &ChatSession::endRequest);
}

void ChatSession::takeEvents(const QList<CompletionEvent> &events)
{
    switch (m_builder.apply(answer(), events, now())) {
    case AnswerBuilder::Change::Nothing:
        return;
    case AnswerBuilder::Change::Appended:
        m_turns.noteAppended(m_answer);
        break;
    case AnswerBuilder::Change::Structure:
        m_turns.noteChanged(m_answer);
        break;
    }
    setState(State::Streaming);
    if (!m_answerTimer.isActive())
        m_answerTimer.start();
}

void ChatSession::endRequest(const CompletionOutcome &outcome)
{
    if (!m_retry.begin(outcome)) {
        finishAnswer(outcome);
        return;
    }
    m_stream.release()->deleteLater(); // it is what is calling us
    closeRequest(outcome);
    emit stateChanged();
}

void ChatSession::finishAnswer(const CompletionOutcome &outcome)
{
    ++m_generation;
    m_retry.stop();
    if (m_stream)
        m_stream.release()->deleteLater(); // it may be what is calling us
    m_answerTimer.stop();

    m_builder.finish(answer(), outcome, now());
    m_turns.noteChanged(m_answer);
    writeAnswer(true);
    closeRequest(outcome);
    touchConversation();

    const TurnId ended = m_answer;
    m_answer = {};
    setState(State::Idle);
    emit answered(ended);
    if (outcome.ending == CompletionOutcome::Ending::Complete)
        sendQueued();
}

void ChatSession::closeRequest(const CompletionOutcome &outcome)
{
    if (!m_request.id.isValid())
        return;
    m_request.servedModel = outcome.servedModel;
    m_request.generationId = outcome.generationId;
    m_request.firstTokenMs = outcome.firstTokenMs;
    m_request.finishedMs = outcome.finishedMs;
    m_request.usage = outcome.usage;
    m_request.costSource = outcome.usage.cost ? CostSource::Reported : CostSource::Unknown;
    m_request.outcome = outcomeOf(outcome.ending);
    m_request.httpStatus = outcome.httpStatus;
    m_request.errorKind = outcome.error ? int(outcome.error->kind) : -1;
    m_services.history.save(m_request);
    m_request = {};
}

void ChatSession::failAnswer(const Error &error)
{
    CompletionOutcome outcome;
    outcome.ending = CompletionOutcome::Ending::Failed;
    outcome.error = error;
    finishAnswer(outcome);
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

QString ChatSession::takeQueuedMessage()
{
    const QString text = m_queued;
    setQueued({}, m_queuedAttachments);
    return text;
}

void ChatSession::setQueued(const QString &text, const QList<Attachment> &attachments)
{
    m_queuedAttachments = attachments;
    if (m_queued != text) {
        m_queued = text;
        saveConversation();
    }
    emit queuedMessageChanged();
}

void ChatSession::stop()
{
    if (!isBusy())
        return;
    if (m_stream) {
        m_stream->cancel();
        return;
    }
    if (m_retry.isRunning()) {
        // What failed stays to be read, with what can be done about it.
        finishAnswer(m_retry.outcome());
        return;
    }
    CompletionOutcome outcome;
    outcome.ending = CompletionOutcome::Ending::Cancelled;
    finishAnswer(outcome);
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

void ChatSession::setPlace(const ScrollAnchor &place)
{
    if (m_place == place || !m_loaded || !m_isOnDisk)
        return;
    m_place = place;
    whenFinished(m_services.history.savePlace(m_conversation.id, place), this,
                 [this](const Result<Done> &result) {
                     if (!result)
                         emit storageFailed(result.error());
                 });
}

void ChatSession::flush()
{
    if (isBusy()) {
        m_stream.reset();
        CompletionOutcome outcome;
        outcome.ending = CompletionOutcome::Ending::Cancelled;
        outcome.finishedMs = now();
        finishAnswer(outcome);
    }
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
    whenFinished(m_services.history.save(kept), this, [this](const Result<Done> &result) {
        if (!result)
            emit storageFailed(result.error());
    });
    if (wasNew)
        emit conversationChanged();
}

void ChatSession::writeAnswer(bool final)
{
    const TurnId id = m_answer;
    whenFinished(m_services.history.update(answer(), final), this,
                 [this, id, final](const Result<Done> &result) {
                     if (final)
                         noteWritten(id, result);
                     else if (!result)
                         emit storageFailed(result.error());
                 });
}

} // namespace tabletalk
