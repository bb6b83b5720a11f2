// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "answerrun.h"

#include "retrycountdown.h"
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

AnswerRun::AnswerRun(const Conversation &conversation, const QString &model, TurnListModel &turns,
                     RetryCountdown &retry, const ChatServices &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_conversation(conversation)
    , m_model(model)
    , m_turns(turns)
    , m_retry(retry)
    , m_answer(turns.summary(turns.rowCount() - 1).id)
{
    m_retry.reset();
    connect(&m_retry, &RetryCountdown::ticked, this, &AnswerRun::retryChanged);
    connect(&m_retry, &RetryCountdown::elapsed, this, [this] {
        emit retryChanged();
        start();
    });
    m_writeTimer.setSingleShot(true);
    m_writeTimer.setInterval(kWriteInterval);
    connect(&m_writeTimer, &QTimer::timeout, this, &AnswerRun::write);
}

AnswerRun::~AnswerRun() = default;

void AnswerRun::start()
{
    whenFinished(
        m_services.keys.keyFor(m_services.endpoint.endpoint()), this, [this](const Result<KeyInUse> &key) {
            if (m_hasEnded)
                return;
            if (!key) {
                fail(key.error());
                return;
            }
            whenFinished(m_services.history.turnsOfPath(m_conversation.id), this,
                         [this, key](const Result<QList<Turn>> &path) {
                             if (m_hasEnded)
                                 return;
                             // What the disk could not take is in the model.
                             startRequest(key.value(), path && isShown(*path) ? path.value() : heldPath());
                         });
        });
}

bool AnswerRun::isShown(const QList<Turn> &path) const
{
    if (path.size() != m_turns.rowCount())
        return false;
    for (int row = 0; row < m_turns.rowCount(); ++row) {
        if (path.at(row).id != m_turns.summary(row).id)
            return false;
    }
    return true;
}

QList<Turn> AnswerRun::heldPath() const
{
    QList<Turn> path;
    for (int row = 0; row < m_turns.rowCount(); ++row)
        path.append(m_turns.turn(row));
    return path;
}

void AnswerRun::startRequest(const KeyInUse &key, const QList<Turn> &path)
{
    const QList<Attachment> attachments = attachmentsOf(path);
    if (attachments.isEmpty() || !m_services.attachments) {
        sendRequest(key, path, {});
        return;
    }
    whenFinished(m_services.attachments->bytes(attachments), this,
                 [this, key, path](const Result<QHash<QByteArray, QByteArray>> &bytes) {
                     if (m_hasEnded)
                         return;
                     if (bytes)
                         sendRequest(key, path, bytes.value());
                     else
                         fail(bytes.error());
                 });
}

void AnswerRun::sendRequest(const KeyInUse &key, const QList<Turn> &path,
                            const QHash<QByteArray, QByteArray> &bytes)
{
    CompletionRequest request;
    request.endpoint = m_services.endpoint.endpoint();
    request.key = key.key;
    request.model = m_model;
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
    connect(m_stream.get(), &CompletionStream::received, this, &AnswerRun::takeEvents);
    connect(m_stream.get(), &CompletionStream::finished, this, &AnswerRun::endRequest);
}

void AnswerRun::takeEvents(const QList<CompletionEvent> &events)
{
    switch (m_builder.apply(turn(), events, now())) {
    case AnswerBuilder::Change::Nothing:
        return;
    case AnswerBuilder::Change::Appended:
        m_turns.noteAppended(m_answer);
        break;
    case AnswerBuilder::Change::Structure:
        m_turns.noteChanged(m_answer);
        break;
    }
    emit streaming();
    if (!m_writeTimer.isActive())
        m_writeTimer.start();
}

void AnswerRun::endRequest(const CompletionOutcome &outcome)
{
    if (!m_retry.begin(outcome)) {
        finish(outcome);
        return;
    }
    m_stream.release()->deleteLater(); // it is what is calling us
    closeRequest(outcome);
    emit retryChanged();
}

void AnswerRun::stop()
{
    if (m_stream)
        m_stream->cancel();
    else if (m_retry.isRunning())
        finish(m_retry.outcome()); // what failed stays to be read, with what can be done about it
    else
        finish({.ending = CompletionOutcome::Ending::Cancelled});
}

void AnswerRun::stopNow()
{
    m_stream.reset();
    finish({.ending = CompletionOutcome::Ending::Cancelled, .finishedMs = now()});
}

void AnswerRun::fail(const Error &error)
{
    finish({.ending = CompletionOutcome::Ending::Failed, .error = error});
}

void AnswerRun::finish(const CompletionOutcome &outcome)
{
    m_hasEnded = true;
    m_retry.stop();
    if (m_stream)
        m_stream.release()->deleteLater(); // it may be what is calling us
    m_writeTimer.stop();
    m_builder.finish(turn(), outcome, now());
    m_turns.noteChanged(m_answer);
    closeRequest(outcome);
    emit finished(outcome);
}

void AnswerRun::closeRequest(const CompletionOutcome &outcome)
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

void AnswerRun::write()
{
    whenFinished(m_services.history.update(turn(), false), this, [this](const Result<Done> &result) {
        if (!result)
            emit storageFailed(result.error());
    });
}

} // namespace tabletalk
