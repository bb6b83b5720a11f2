// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "titlemaker.h"

#include "conversations.h"
#include "logging.h"
#include "requestoutcome.h"
#include "settings.h"
#include "title.h"
#include "tokenestimate.h"
#include "whenfinished.h"

#include <QDateTime>

namespace tabletalk {

namespace {

// What is enough to name a conversation, and cheap.
constexpr qsizetype kLongestQuestion = 2000;
constexpr qsizetype kLongestAnswer = 1000;
constexpr int kMostTokens = 200; // models that think need more than the title's own few

//! Not translated: the model is asked to write in the language of the conversation.
QString instructions()
{
    return QStringLiteral(
        "Write a title for the conversation below: at most six words, in the language of its first message, "
        "without quotation marks and without a full stop. Answer with the title alone.");
}

QString exchangeOf(const Turn &question, const Turn &answer)
{
    QString asked = question.text();
    for (const Attachment &attachment : attachmentsOf({question}))
        asked += u'\n' + attachment.name;
    return asked.trimmed().left(kLongestQuestion) + QStringLiteral("\n\n---\n\n")
           + answer.text().left(kLongestAnswer);
}

QString titleFromAnswer(const QString &answer)
{
    QString title = titleFromMessage(answer);
    for (const QChar quote : QStringView(u"\"'“”„«»‘’")) {
        if (title.startsWith(quote))
            title.remove(0, 1);
        if (title.endsWith(quote))
            title.chop(1);
    }
    return title.simplified();
}

} // namespace

TitleMaker::TitleMaker(Conversations &conversations, const ChatServices &services, const Settings &settings,
                       QObject *parent)
    : QObject(parent)
    , m_conversations(conversations)
    , m_services(services)
    , m_settings(settings)
{
    connect(&conversations, &Conversations::answered, this, &TitleMaker::consider);
}

TitleMaker::~TitleMaker() = default;

std::optional<Money> TitleMaker::highestPrice(const ModelInfo &model)
{
    // A token for each character is Chinese; English has a quarter of that.
    return model.priceOf({.promptTokens = instructions().size() + kLongestQuestion + kLongestAnswer,
                          .completionTokens = kMostTokens});
}

void TitleMaker::consider(ConversationId id, TurnId answer)
{
    if (!m_settings.value(settings::titlesByModel) || m_settings.value(settings::titleModel).isEmpty())
        return;
    ChatSession *session = m_conversations.session(id);
    if (!session || session->turns().rowOf(answer) != 1 || m_conversations.isTemporary(id)
        || m_asked.contains(id))
        return;
    // Of a second version it was asked already.
    if (session->turns().summary(0).versionCount > 1 || session->turns().summary(1).versionCount > 1)
        return;
    const Turn question = session->turns().turn(0);
    const Turn answered = session->turns().turn(1);
    // Another title than the one made of the first words is the person's.
    const QString before = session->conversation().title;
    if (answered.progress != Progress::Complete
        || before != titleFromMessage(question.text(), attachmentsOf({question})))
        return;
    m_asked[id].before = before;
    whenFinished(m_services.keys.keyFor(m_services.endpoint.endpoint(), session->conversation().keyId), this,
                 [this, id, answer, exchange = exchangeOf(question, answered)](const Result<KeyInUse> &key) {
                     if (!key)
                         m_asked.erase(id);
                     else if (m_services.spending)
                         askIfAllowed(id, *key, exchange, answer);
                     else
                         ask(id, *key, exchange, answer);
                 });
}

void TitleMaker::askIfAllowed(ConversationId id, const KeyInUse &key, const QString &exchange, TurnId answer)
{
    const qint64 promptTokens = estimatedTokens(instructions()) + estimatedTokens(exchange);
    whenFinished(
        m_services.spending->allow(id, m_settings.value(settings::titleModel), promptTokens, kMostTokens),
        this, [this, id, key, exchange, answer](const Result<Allowance> &allowance) {
            if (!allowance || allowance->mostTokens) {
                m_asked.erase(id); // a title cut off by a cap is worth nothing
                return;
            }
            m_asked[id].reservation = allowance->reservation;
            ask(id, key, exchange, answer);
        });
}

void TitleMaker::ask(ConversationId id, const KeyInUse &key, const QString &exchange, TurnId answer)
{
    CompletionRequest request;
    request.endpoint = m_services.endpoint.endpoint();
    request.key = key.key;
    request.model = m_settings.value(settings::titleModel);
    request.parameters.maxTokens = kMostTokens;
    request.messages = {{.role = WireRole::System, .text = instructions()},
                        {.role = WireRole::User, .text = exchange}};

    Asked &asked = m_asked[id];
    asked.record.id = m_services.history.nextRequestId();
    asked.record.turn = answer;
    asked.record.endpoint = request.endpoint.origin();
    asked.record.keyId = key.keyId;
    asked.record.requestedModel = request.model;
    asked.record.startedMs = QDateTime::currentMSecsSinceEpoch();
    m_services.history.save(asked.record);
    asked.stream = m_services.completions.start(request);
    connect(asked.stream.get(), &CompletionStream::received, this,
            [this, id](const QList<CompletionEvent> &events) {
                for (const CompletionEvent &event : events) {
                    if (const auto *delta = std::get_if<TextDelta>(&event))
                        m_asked[id].text += delta->text;
                }
            });
    connect(asked.stream.get(), &CompletionStream::finished, this,
            [this, id](const CompletionOutcome &outcome) { finish(id, outcome); });
}

void TitleMaker::finish(ConversationId id, const CompletionOutcome &outcome)
{
    const auto found = m_asked.find(id);
    Asked asked = std::move(found->second);
    m_asked.erase(found);
    asked.stream.release()->deleteLater(); // it is what is calling us
    noteOutcome(asked.record, outcome, m_services.models);
    if (m_services.spending)
        m_services.spending->note(asked.reservation, asked.record, estimatedTokens(asked.text));
    m_services.history.save(asked.record);

    // One that was cut off says less than the first words do.
    const bool isWhole = outcome.ending == CompletionOutcome::Ending::Complete
                         && outcome.finishReason != QStringLiteral("length");
    const QString title = isWhole ? titleFromAnswer(asked.text) : QString();
    if (title.isEmpty()) {
        qCInfo(lcChat) << "no title was made; the request ended as" << int(asked.record.outcome)
                       << "with error" << asked.record.errorKind;
        return;
    }
    ChatSession *session = m_conversations.session(id);
    if (session && session->conversation().title == asked.before)
        session->setTitle(title);
}

} // namespace tabletalk
