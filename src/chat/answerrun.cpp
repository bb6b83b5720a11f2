// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "answerrun.h"

#include "requestoutcome.h"
#include "requestplan.h"
#include "retrycountdown.h"
#include "tabletools.h"
#include "tokenestimate.h"
#include "toolround.h"
#include "whenfinished.h"

#include <QDateTime>
#include <QLocale>

namespace tabletalk {

namespace {

//! Half of what a killed process may lose of an answer.
constexpr std::chrono::milliseconds kWriteInterval{500};

//! A model that has not answered after so many is going round in circles.
constexpr int kMostRounds = 12;

qint64 now()
{
    return QDateTime::currentMSecsSinceEpoch();
}

qint64 tokensOf(const QString &instructions, const QList<Turn> &path)
{
    qint64 sum = estimatedTokens(instructions);
    for (const Turn &turn : path)
        sum += estimatedTokens(turn);
    return sum;
}

//! No answer may have more than a cap leaves for it.
void bound(Parameters &parameters, std::optional<int> mostTokens)
{
    if (!mostTokens)
        return;
    parameters.maxTokens = std::min(parameters.maxTokens.value_or(*mostTokens), *mostTokens);
    if (parameters.maxCompletionTokens)
        parameters.maxCompletionTokens = std::min(*parameters.maxCompletionTokens, *mostTokens);
}

} // namespace

AnswerRun::AnswerRun(const Conversation &conversation, const QString &model, const SendingChoice &choice,
                     TurnListModel &turns, RetryCountdown &retry, const ChatServices &services,
                     QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_conversation(conversation)
    , m_model(model)
    , m_choice(choice)
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
    whenFinished(m_services.keys.keyFor(m_services.endpoint.endpoint(), m_conversation.keyId), this,
                 [this](const Result<KeyInUse> &key) {
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
                                      startRequest(key.value(),
                                                   path && isShown(*path) ? path.value() : heldPath());
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
    const RequestPlan plan =
        planRequest(m_conversation, m_choice, path,
                    m_services.models ? m_services.models->info(m_model).contextLength : std::nullopt);
    if (plan.misfit) {
        fail(doesNotFit(*plan.misfit));
        return;
    }
    m_canLeaveOut = plan.canLeaveOut;
    m_hasDocuments = plan.hasDocuments;
    m_departure = plan.departure;
    noteDeparture();

    const QList<Attachment> attachments = plan.attachments();
    if (attachments.isEmpty() || !m_services.attachments) {
        sendRequest(key, plan, {});
        return;
    }
    whenFinished(m_services.attachments->bytes(attachments), this,
                 [this, key, plan](const Result<QHash<QByteArray, QByteArray>> &bytes) {
                     if (m_hasEnded)
                         return;
                     if (bytes) {
                         sendRequest(key, plan, bytes.value());
                         return;
                     }
                     Error missing = bytes.error();
                     missing.userText += u' ' + tr("So nothing was sent.");
                     fail(missing);
                 });
}

Error AnswerRun::doesNotFit(const ContextFit &fit) const
{
    const QLocale locale;
    const QString name = m_services.models->info(m_model).name;
    const QString takes = locale.toString(*fit.context());
    Error error{.kind = ErrorKind::DoesNotFit, .source = ErrorSource::Program};
    if (fit.omissions().isEmpty()) {
        error.userText =
            tr("This message has about %1 tokens, and %2 takes %3 with its answer, so it was not "
               "sent. Shorten it, choose a model that takes more, or send it anyway.")
                .arg(locale.toString(fit.tokens()), name, takes);
        error.nextSteps = {NextStep::EditMessage, NextStep::ChooseModel, NextStep::Retry,
                           NextStep::SendAnyway};
    } else {
        error.userText =
            tr("This conversation has about %1 tokens by now, and %2 takes %3 with its answer, so nothing "
               "was "
               "sent. Leave out the oldest turns, choose a model that takes more, or send it anyway.")
                .arg(locale.toString(fit.tokens()), name, takes);
        error.nextSteps = {NextStep::LeaveOutOldest, NextStep::ChooseModel, NextStep::Retry,
                           NextStep::SendAnyway};
    }
    return error;
}

void AnswerRun::noteDeparture()
{
    if (m_departure == SendingStep{})
        return;
    QList<Step> &steps = turn().steps;
    steps.removeIf(
        [](const Step &step) { return std::holds_alternative<SendingStep>(step.content); }); // of a first try
    steps.prepend({m_departure});
    m_turns.noteChanged(m_answer);
}

Error AnswerRun::withOtherWays(Error error) const
{
    const bool isTooLong = error.kind == ErrorKind::TooLarge;
    const bool isRefused = isTooLong || error.kind == ErrorKind::BadRequest
                           || error.kind == ErrorKind::NotFound || error.kind == ErrorKind::NoProvider
                           || error.kind == ErrorKind::ProviderFailed;
    if (isRefused && m_hasDocuments)
        error.nextSteps.prepend(m_departure.documentsAsFiles ? NextStep::SendTexts : NextStep::SendFiles);
    // The message waits for the key that is entered meanwhile.
    if (error.kind == ErrorKind::Unauthorized)
        error.nextSteps.append(NextStep::Retry);
    if (isTooLong && m_canLeaveOut)
        error.nextSteps.prepend(NextStep::LeaveOutOldest);
    return error;
}

void AnswerRun::sendRequest(const KeyInUse &key, const RequestPlan &plan,
                            const QHash<QByteArray, QByteArray> &bytes)
{
    m_attached = attachmentsOf(plan.path);
    CompletionRequest request =
        requestOf(plan, m_conversation, m_model, bytes, canQuery(m_services, m_model));
    if (m_rounds == kMostRounds)
        request.toolChoice = ToolChoice{ToolChoice::Mode::None, {}};
    request.endpoint = m_services.endpoint.endpoint();
    request.key = key.key;
    if (!m_services.spending) {
        launch(request, key.keyId);
        return;
    }
    const auto &parameters = request.parameters;
    const std::optional<int> wanted =
        parameters.maxTokens ? parameters.maxTokens : parameters.maxCompletionTokens;
    whenFinished(m_services.spending->allow(m_conversation.id, m_model,
                                            tokensOf(m_conversation.instructions, plan.path), wanted),
                 this, [this, request, keyId = key.keyId](const Result<Allowance> &allowance) {
                     if (m_hasEnded)
                         return;
                     if (!allowance) {
                         fail(allowance.error());
                     } else {
                         m_reservation = allowance->reservation;
                         CompletionRequest bounded = request;
                         bound(bounded.parameters, allowance->mostTokens);
                         launch(bounded, keyId);
                     }
                 });
}

void AnswerRun::launch(const CompletionRequest &request, const QString &keyId)
{
    m_request.id = m_services.history.nextRequestId();
    m_request.turn = m_answer;
    m_request.endpoint = request.endpoint.origin();
    m_request.keyId = keyId;
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
        if (!runTools(outcome))
            finish(outcome);
        return;
    }
    m_stream.release()->deleteLater(); // it is what is calling us
    closeRequest(outcome);
    emit retryChanged();
}

bool AnswerRun::runTools(const CompletionOutcome &outcome)
{
    if (outcome.ending != CompletionOutcome::Ending::Complete || !canQuery(m_services, m_model)
        || m_rounds == kMostRounds)
        return false;
    m_builder.pause(turn(), now());
    const QList<ToolCall> calls = unansweredCalls(turn());
    if (calls.isEmpty())
        return false;
    m_stream.release()->deleteLater(); // it is what is calling us
    m_usage = sumOf(m_usage, usageWithCost(outcome, m_model, m_services.models));
    closeRequest(outcome);
    m_writeTimer.stop();
    ++m_rounds;
    m_round = std::make_unique<ToolRound>(*m_services.tools, m_attached, calls);
    connect(m_round.get(), &ToolRound::answered, this, &AnswerRun::noteResult);
    m_turns.noteChanged(m_answer);
    writeThen([this] { m_round->runNext(); });
    return true;
}

void AnswerRun::noteResult(const ToolResultStep &result)
{
    turn().steps.append({result, Progress::Complete});
    m_turns.noteChanged(m_answer);
    emit streaming();
    writeThen([this] {
        if (m_round->isDone())
            start();
        else
            m_round->runNext();
    });
}

void AnswerRun::writeThen(std::function<void()> next)
{
    whenFinished(m_services.history.update(turn(), false), this,
                 [this, next = std::move(next)](const Result<Done> &result) {
                     if (m_hasEnded)
                         return;
                     if (!result)
                         emit storageFailed(result.error());
                     next();
                 });
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
    CompletionOutcome told = outcome;
    if (told.error && told.ending == CompletionOutcome::Ending::Failed && m_request.id.isValid())
        told.error = withOtherWays(*told.error);
    m_round.reset();
    m_builder.finish(turn(), told, now());
    turn().usage = m_usage;
    if (m_request.id.isValid()) // else nothing was sent after what was added up
        turn().usage = sumOf(m_usage, usageWithCost(outcome, m_model, m_services.models));
    m_turns.noteChanged(m_answer);
    closeRequest(outcome);
    emit finished(outcome);
}

void AnswerRun::closeRequest(const CompletionOutcome &outcome)
{
    if (!m_request.id.isValid())
        return;
    noteOutcome(m_request, outcome, m_services.models);
    if (m_services.spending)
        m_services.spending->note(std::exchange(m_reservation, {}), m_request, estimatedTokens(turn()));
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
