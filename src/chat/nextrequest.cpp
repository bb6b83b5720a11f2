// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "nextrequest.h"

#include "chatsession.h"
#include "tableprompt.h"
#include "tabletools.h"
#include "tokenestimate.h"
#include "whenfinished.h"

#include <QDateTime>
#include <QPromise>
#include <QtConcurrent>

namespace tabletalk {

namespace {

using Summary = NextRequest::Summary;

//! Fast enough not to be seen, slow enough not to count at every key.
constexpr std::chrono::milliseconds kPause{120};
//! Paths beyond are counted by their characters, which the list of turns knows without reading them.
constexpr int kMostReadTurns = 2000;
constexpr qint64 kCharactersPerToken = 4;

void add(Summary &to, const QList<Attachment> &attachments)
{
    for (const Attachment &attachment : attachments) {
        if (attachment.isPicture()) {
            ++to.pictures;
        } else if (attachment.table) {
            ++(attachment.table->form == TableForm::Schema ? to.schemas : to.tables);
            to.rows += rowsSent(*attachment.table);
        } else {
            ++to.documents;
        }
    }
}

Summary counted(const QList<Turn> &path, const QString &instructions)
{
    Summary summary;
    summary.earlierTurns = int(path.size());
    summary.tokens = estimatedTokens(QStringView(instructions));
    for (const Turn &turn : path)
        summary.tokens += estimatedTokens(turn);
    add(summary, attachmentsOf(path));
    return summary;
}

template <class T>
QFuture<T> ready(const T &value)
{
    QPromise<T> promise;
    promise.start();
    promise.addResult(value);
    promise.finish();
    return promise.future();
}

} // namespace

NextRequest::NextRequest(const ChatServices &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kPause);
    connect(&m_timer, &QTimer::timeout, this, &NextRequest::count);
}

NextRequest::~NextRequest() = default;

void NextRequest::setSession(ChatSession &session)
{
    m_session = &session;
    m_sessionContext = std::make_unique<QObject>();
    const auto recount = [this] {
        // What arrives is counted when it has.
        if (!m_session->isBusy())
            countPath();
    };
    connect(&session, &ChatSession::loaded, m_sessionContext.get(), recount);
    connect(&session, &ChatSession::stateChanged, m_sessionContext.get(), recount);
    connect(&session, &ChatSession::conversationChanged, m_sessionContext.get(), recount);
    connect(&session, &ChatSession::turnsRemoved, m_sessionContext.get(), recount);
    connect(&session.turns(), &QAbstractItemModel::rowsInserted, m_sessionContext.get(), recount);
    connect(&session.turns(), &QAbstractItemModel::rowsRemoved, m_sessionContext.get(), recount);
    countPath();
}

void NextRequest::setMessage(const QString &text, const QList<Attachment> &attachments)
{
    if (m_attachments != attachments) {
        m_attachments = attachments;
        m_attached = {};
        add(m_attached, attachments);
        for (const Attachment &attachment : attachments)
            m_attached.tokens += estimatedTokens(attachment);
    }
    m_text = text;
    m_timer.start();
}

QFuture<Result<QList<Turn>>> NextRequest::path() const
{
    TurnListModel &turns = m_session->turns();
    if (turns.rowCount() == 0)
        return ready(Result<QList<Turn>>(QList<Turn>()));
    return m_services.history.turnsOfPath(m_session->conversation().id);
}

void NextRequest::countPath()
{
    TurnListModel &turns = m_session->turns();
    const QString instructions = m_session->conversation().instructions;
    m_counting = std::make_unique<QObject>();
    if (turns.rowCount() > kMostReadTurns) {
        m_earlier = {.earlierTurns = turns.rowCount(), .tokens = estimatedTokens(QStringView(instructions))};
        for (int row = 0; row < turns.rowCount(); ++row)
            m_earlier.tokens += turns.summary(row).characterCount / kCharactersPerToken;
        m_timer.start();
        return;
    }
    whenFinished(path(), m_counting.get(), [this, instructions](const Result<QList<Turn>> &path) {
        if (!path)
            return;
        whenFinished(QtConcurrent::run([path = *path, instructions] { return counted(path, instructions); }),
                     m_counting.get(), [this](const Summary &summary) {
                         m_earlier = summary;
                         m_timer.start();
                     });
    });
}

void NextRequest::count()
{
    std::optional<Summary> summary;
    if (m_session && (!m_text.trimmed().isEmpty() || !m_attachments.isEmpty())) {
        summary = m_earlier;
        summary->pictures += m_attached.pictures;
        summary->documents += m_attached.documents;
        summary->tables += m_attached.tables;
        summary->schemas += m_attached.schemas;
        summary->rows += m_attached.rows;
        const Turn asked = makeUserTurn({}, {}, {}, m_text, 0);
        summary->tokens += estimatedTokens(asked) + m_attached.tokens;
        const Conversation &conversation = m_session->conversation();
        if (m_services.models) {
            const auto context = m_services.models->info(conversation.model).contextLength;
            summary->fits =
                !context || summary->tokens + conversation.parameters.maxTokens.value_or(0) <= *context;
        }
    }
    if (m_summary == summary)
        return;
    m_summary = summary;
    emit changed();
}

QFuture<Result<NextRequest::Preview>> NextRequest::preview()
{
    auto promise = std::make_shared<QPromise<Result<Preview>>>();
    promise->start();
    const auto end = [promise](const Result<Preview> &result) {
        promise->addResult(result);
        promise->finish();
    };
    const Conversation conversation = m_session->conversation();
    const std::optional<qint64> context =
        m_services.models ? m_services.models->info(conversation.model).contextLength : std::nullopt;
    const SendingChoice choice{.context = m_session->leavesOutOldest() ? SendingChoice::Context::LeaveOut
                                                                       : SendingChoice::Context::Ask};
    // As the session would put them: the question, and the answer that is to be written.
    const Turn asked =
        makeUserTurn({}, conversation.id, {}, m_text, QDateTime::currentMSecsSinceEpoch(), m_attachments);
    Turn answer;
    answer.role = TurnRole::Answer;
    answer.progress = Progress::Open;
    whenFinished(path(), this, [=, this](const Result<QList<Turn>> &path) {
        if (!path) {
            end(path.error());
            return;
        }
        const RequestPlan plan = planRequest(conversation, choice, *path + QList{asked, answer}, context);
        const auto make = [=, this](const QHash<QByteArray, QByteArray> &bytes) {
            Preview made{requestOf(plan, conversation, conversation.model, bytes,
                                   canQuery(m_services, conversation.model)),
                         !plan.misfit};
            made.request.endpoint = m_services.endpoint.endpoint();
            end(made);
        };
        const QList<Attachment> attachments = plan.attachments();
        if (attachments.isEmpty() || !m_services.attachments) {
            make({});
            return;
        }
        whenFinished(m_services.attachments->bytes(attachments), this,
                     [=](const Result<QHash<QByteArray, QByteArray>> &bytes) {
                         if (bytes)
                             make(*bytes);
                         else
                             end(bytes.error());
                     });
    });
    return promise->future();
}

} // namespace tabletalk
