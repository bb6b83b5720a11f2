// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversationpage.h"

#include "composer/composer.h"
#include "composer/editbox.h"
#include "conversation/conversationview.h"
#include "conversation/findbar.h"
#include "conversation/turnlabels.h"
#include "conversationbar.h"
#include "conversations.h"
#include "credentialguard.h"
#include "emptypage.h"
#include "errordetails.h"
#include "formulabook.h"
#include "modelcatalog.h"
#include "nextrequest.h"
#include "noticebar.h"
#include "request/requestline.h"
#include "sentattachments.h"
#include "settings/firststartpage.h"
#include "statusline.h"
#include "statussentences.h"
#include "temporarybar.h"
#include "turnactions.h"

#include <QDesktopServices>
#include <QPointer>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace tabletalk {

namespace {

//! Steps that say what becomes of an answer: a notice that belongs to none cannot offer them.
bool isForATurn(NextStep step)
{
    return step == NextStep::Retry || step == NextStep::RetryLater || step == NextStep::Continue
           || step == NextStep::SendUnsaved || step == NextStep::EditMessage || step == NextStep::ShowDetails;
}

} // namespace

ConversationPage::ConversationPage(const ViewServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_bar(new ConversationBar(services.models, this))
    , m_temporaryBar(new TemporaryBar(this))
    , m_findBar(new FindBar(this))
    , m_body(new QStackedWidget(this))
    , m_view(new ConversationView(m_body))
    , m_emptyPage(new EmptyPage(m_body))
    , m_notice(new NoticeBar(this))
    , m_composer(new Composer(services.attachments, services.tables, this))
    , m_editBox(new EditBox(services.attachments, services.tables, this))
    , m_status(new StatusLine(this))
    , m_next(new NextRequest(services.conversations.services(), this))
    , m_requestLine(new RequestLine(this))
    , m_guard(new CredentialGuard(services.keys, *this))
    , m_turnActions(new TurnActions(*m_view, *m_editBox, *m_guard, this))
{
    m_body->addWidget(m_emptyPage);
    m_body->addWidget(m_view);
    // All pages on the conversation's own ground: nothing flashes when the first message is sent.
    m_body->setBackgroundRole(QPalette::Base);
    m_body->setAutoFillBackground(true);
    m_emptyPage->setDemo(services.isDemo);
    m_composer->setSendKey(SendKey(services.settings.value(settings::sendKey)));

    auto *foot = new QVBoxLayout;
    foot->setContentsMargins(12, 0, 12, 4);
    foot->setSpacing(4);
    foot->addWidget(m_notice);
    foot->addWidget(m_composer);
    foot->addWidget(m_editBox);
    auto *lines = new QHBoxLayout;
    lines->addWidget(m_status, 1);
    lines->addWidget(m_requestLine);
    // As high while there is nothing to say, so that nothing jumps with the first letter; all of its width
    // is the status' then.
    lines->addStrut(m_requestLine->sizeHint().height());
    foot->addLayout(lines);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_temporaryBar);
    layout->addWidget(m_findBar);
    layout->addWidget(m_body, 1);
    layout->addLayout(foot);

    m_view->setModelNames([this](const QString &id) { return modelName(id); });
    m_view->setCommands(TurnAction::Edit | TurnAction::Regenerate | TurnAction::Branch | TurnAction::Continue
                        | TurnAction::EarlierVersion | TurnAction::LaterVersion | TurnAction::Delete);
    m_view->setWrapsCode(services.settings.value(settings::wrapCode));
    readDollarSetting();
    if (services.formulas) {
        m_view->setFormulas(services.formulas);
        connect(services.formulas, &FormulaBook::said, m_status, &StatusLine::showStatus);
    }
    connectWidgets();
    connectTurnActions();
    connectFindBar();
    connectRequestLine();
}

ConversationPage::~ConversationPage() = default;

void ConversationPage::connectWidgets()
{
    connect(m_composer, &Composer::sendRequested, this, &ConversationPage::send);
    connect(m_composer, &Composer::stopRequested, this, [this] { m_session->stop(); });
    connect(m_composer, &Composer::textEdited, this, [this](const QString &text) {
        if (m_session)
            m_session->setDraft(text);
    });
    connect(m_composer, &Composer::editQueuedRequested, this, [this] {
        m_composer->setAttachments(m_session->takeQueuedAttachments() + m_composer->attachments());
        m_composer->giveBack(m_session->takeQueuedMessage());
    });
    connect(m_composer, &Composer::dropQueuedRequested, this, [this] {
        m_session->takeQueuedAttachments();
        m_session->takeQueuedMessage();
    });
    connect(m_composer, &Composer::attachmentsChanged, this, [this] {
        if (m_session)
            m_session->setDraftAttachments(m_composer->attachments());
    });
    connect(m_composer, &Composer::attachmentsRefused, this,
            [this](const QString &reasons) { m_notice->showNotice(reasons, {}); });
    connect(m_editBox, &EditBox::attachmentsRefused, this,
            [this](const QString &reasons) { m_notice->showNotice(reasons, {}); });
    connect(m_composer, &Composer::newestRequested, m_view, &ConversationView::scrollToEnd);

    connect(m_view, &ConversationView::nextStepRequested, this, &ConversationPage::takeNextStep);
    connect(m_view, &ConversationView::linkActivated, this, [this](const QUrl &url) {
        if (!QDesktopServices::openUrl(url)) {
            m_notice->showNotice(tr("No program could be started for %1. The link's menu copies it.")
                                     .arg(url.toDisplayString()),
                                 {});
        }
    });
    if (m_services.attachments) {
        m_view->setAttachments(m_services.attachments);
        auto *sent = new SentAttachments(*m_services.attachments, m_services.tables, this);
        connect(m_view, &ConversationView::attachmentActivated, sent, &SentAttachments::show);
        connect(sent, &SentAttachments::said, this,
                [this](const QString &sentence) { m_notice->showNotice(sentence, {}); });
    }
    connect(m_view, &ConversationView::said, this,
            [this](const QString &sentence) { m_notice->showNotice(sentence, {}); });
    connect(m_view, &ConversationView::linkHovered, m_status, &StatusLine::showPassing);
    connect(m_bar, &ConversationBar::modelChosen, this, &ConversationPage::takeChosenModel);
    connect(m_bar, &ConversationBar::parametersRequested, this, &ConversationPage::showParameters);
    connect(m_bar, &ConversationBar::parametersChanged, this,
            [this](const Parameters &parameters) { m_session->setParameters(parameters); });
    connect(m_bar, &ConversationBar::instructionsChanged, this,
            [this](const QString &instructions) { m_session->setInstructions(instructions); });
    connect(m_notice, &NoticeBar::noticeShown, m_status, &StatusLine::showStatus);

    connect(&m_services.keys, &ApiKeys::statusChanged, this, [this] {
        chooseBody();
        showKeyStatus();
    });
    connect(&m_services.endpoint, &CurrentEndpoint::changed, this, [this] {
        chooseBody();
        showKeyStatus();
    });
    connect(&m_services.models, &ModelCatalog::modelsChanged, this, [this] {
        m_emptyPage->setModelName(m_session ? modelName(m_session->conversation().model) : QString());
    });
    connect(&m_services.conversations, &Conversations::storageFailed, this, [this](const Error &error) {
        // Once is enough: the answers themselves say what was not saved.
        if (std::exchange(m_storageReported, true))
            return;
        showError(error);
        if (isSavedLater(error)) {
            m_storageNotice = tr("%1 What is not saved yet is kept in memory and saved by itself as soon as "
                                 "that is possible.")
                                  .arg(error.userText);
            m_notice->showNotice(m_storageNotice, {});
        }
    });
    connect(&m_services.conversations, &Conversations::storageRecovered, this, [this] {
        m_storageReported = false;
        if (m_notice->text() == m_storageNotice)
            m_notice->hide();
        m_status->showStatus(tr("Everything is saved again."));
    });
    connect(&m_services.settings, &Settings::changed, this, [this](QLatin1String key) {
        if (key == QLatin1String(settings::sendKey.key))
            m_composer->setSendKey(SendKey(m_services.settings.value(settings::sendKey)));
        else if (key == QLatin1String(settings::wrapCode.key))
            m_view->setWrapsCode(m_services.settings.value(settings::wrapCode));
        else if (key == QLatin1String(settings::dollarFormulas.key))
            readDollarSetting();
    });
}

void ConversationPage::connectTurnActions()
{
    connect(m_composer, &Composer::editLastRequested, m_turnActions, &TurnActions::editLastQuestion);
    connect(m_view, &ConversationView::branchRequested, this, &ConversationPage::branchRequested);
    connect(m_temporaryBar, &TemporaryBar::keepRequested, this,
            [this] { m_services.conversations.keep(m_session->conversation().id); });
    connect(&m_services.conversations, &Conversations::temporaryChanged, this, [this] {
        if (m_session)
            takeSessionState();
    });
    connect(m_turnActions, &TurnActions::said, m_status, &StatusLine::showStatus);
    connect(m_turnActions, &TurnActions::asked, m_view, &ConversationView::scrollToEnd);
    connect(m_turnActions, &TurnActions::editingChanged, this, [this](bool isEditing) {
        m_composer->setVisible(!isEditing);
        if (!isEditing)
            m_composer->focusMessage();
    });
    connect(m_turnActions, &TurnActions::undoable, this,
            [this](const QString &text, const std::function<void()> &undo) {
                m_undoNotice = text;
                showNotice(text, tr("Undo"), undo);
            });
    connect(m_turnActions, &TurnActions::editDropped, this,
            [this](TurnId turn, const QString &text, const QList<Attachment> &attachments) {
                showNotice(tr("The edit was not saved."), tr("Undo"), [this, turn, text, attachments] {
                    m_turnActions->resumeEdit(turn, text, attachments);
                });
            });
}

void ConversationPage::takeChosenModel(const QString &id)
{
    if (const TurnId turn = std::exchange(m_regenerateTurn, {}); turn.isValid()) {
        // For this answer alone: the conversation keeps its model.
        m_bar->showConversation(m_session->conversation());
        m_turnActions->regenerate(turn, id);
        return;
    }
    m_session->setModel(id);
    m_services.models.noteUsed(id);
    if (std::exchange(m_sendWhenModelChosen, false))
        send(m_composer->text());
}

void ConversationPage::setSession(ChatSession &session)
{
    if (m_session == &session)
        return;
    keepPlace();
    m_session = &session;
    m_sendWhenModelChosen = false;
    m_regenerateTurn = {};
    m_sessionContext = std::make_unique<QObject>();
    QObject *context = m_sessionContext.get();
    connect(&session, &ChatSession::stateChanged, context, [this] { takeSessionState(); });
    connect(&session, &ChatSession::conversationChanged, context, [this] { takeSessionState(); });
    connect(&session, &ChatSession::loaded, context, [this] {
        m_composer->setText(m_session->conversation().draft);
        if (const QList<Attachment> drafted = m_session->draftAttachments();
            drafted != m_composer->attachments())
            m_composer->setAttachments(drafted);
        m_view->setScrollAnchor(m_session->place());
        takeSessionState();
    });
    connect(&session, &ChatSession::turnShown, context, [this](TurnId turn) { takeShownTurn(turn); });
    connect(&session, &ChatSession::queuedMessageChanged, context, [this] { showQueued(); });
    connect(&session, &ChatSession::answered, context, [this](TurnId answer) { showAnswerStatus(answer); });

    m_view->setModel(&session.turns());
    m_view->setScrollAnchor(session.place());
    m_turnActions->setSession(session);
    m_composer->setText(session.conversation().draft);
    m_composer->setAttachments(QList<Attachment>(session.draftAttachments()));
    m_next->setSession(session);
    showQueued();
    showKeyStatus();
    takeSessionState();
}

void ConversationPage::takeSessionState()
{
    const Conversation &conversation = m_session->conversation();
    m_bar->showConversation(conversation);
    m_emptyPage->setModelName(modelName(conversation.model));
    m_composer->setBusy(m_session->isBusy());
    const bool isTemporary = m_services.conversations.isTemporary(conversation.id);
    m_temporaryBar->setVisible(isTemporary);
    m_composer->setTemporary(isTemporary);
    m_editBox->setTemporary(isTemporary);
    if (const QString activity = activitySentence(*m_session, modelName(conversation.model));
        !activity.isEmpty())
        m_status->showStatus(activity);
    chooseBody();
    emit sessionStateChanged();
}

void ConversationPage::chooseBody()
{
    if (!m_session)
        return;
    const ApiKeyStatus key = m_services.keys.status(m_services.endpoint.endpoint());
    const bool needsKey = key.source == KeySource::None || key.source == KeySource::Environment;
    if (!m_session->isEmpty()) {
        m_body->setCurrentWidget(m_view);
    } else if (needsKey && !m_services.isDemo) {
        if (!m_firstStartPage) {
            m_firstStartPage = new FirstStartPage(m_services.keys, m_services.endpoint, m_body);
            m_body->addWidget(m_firstStartPage);
            connect(m_firstStartPage, &FirstStartPage::demoRequested, this, &ConversationPage::demoRequested);
        }
        m_body->setCurrentWidget(m_firstStartPage);
    } else {
        m_body->setCurrentWidget(m_emptyPage);
    }
}

void ConversationPage::send(const QString &text)
{
    m_guard->check(text, m_composer->attachments(),
                   [this, session = QPointer(m_session)](const QString &checked) {
                       if (session && session == m_session)
                           sendChecked(checked);
                   });
}

void ConversationPage::sendChecked(const QString &text)
{
    if (m_notice->text() != m_storageNotice) // which holds on until all is saved
        m_notice->hide();
    const Result<Done> taken = m_session->send(text, m_composer->attachments());
    if (!taken) {
        m_sendWhenModelChosen = taken.error().kind == ErrorKind::NoModel;
        m_status->showStatus(taken.error().userText);
        openModelPicker();
        return;
    }
    m_composer->setText({});
    m_composer->setAttachments({});
    m_session->setDraft({});
    m_services.models.noteUsed(m_session->conversation().model);
    m_view->scrollToEnd();
}

void ConversationPage::showQueued()
{
    QStringList parts;
    for (const Attachment &attachment : m_session->queuedAttachments())
        parts.append(attachment.name);
    if (!m_session->queuedMessage().isEmpty())
        parts.prepend(m_session->queuedMessage());
    m_composer->setQueuedMessage(parts.join(QStringLiteral(" · ")));
}

void ConversationPage::attachFiles(const QStringList &paths)
{
    m_composer->attachFiles(paths);
}

void ConversationPage::attach(const QMimeData &mime)
{
    m_composer->attach(mime);
}

void ConversationPage::takeNextStep(TurnId turn, NextStep step)
{
    switch (step) {
    case NextStep::Retry:
    case NextStep::RetryLater:
        m_turnActions->regenerate(turn, {});
        break;
    case NextStep::Continue:
        m_session->continueAnswer();
        break;
    case NextStep::SendUnsaved:
        m_session->sendUnsaved();
        break;
    case NextStep::OpenKeys:
    case NextStep::UseSessionKey:
        emit settingsRequested(SettingsDialog::Page::Keys);
        break;
    case NextStep::OpenEndpoint:
        emit settingsRequested(SettingsDialog::Page::Router);
        break;
    case NextStep::OpenSpending:
        emit settingsRequested(SettingsDialog::Page::Usage);
        break;
    case NextStep::AddCredit:
        QDesktopServices::openUrl(m_services.endpoint.endpoint().accountUrl());
        break;
    case NextStep::ChooseModel:
        openModelPicker();
        break;
    case NextStep::LowerMaxTokens:
        m_bar->openTokenLimit(m_session->conversation());
        break;
    case NextStep::ShowDetails:
        showDetails(turn);
        break;
    case NextStep::LeaveOutOldest:
        m_turnActions->leaveOutOldest(turn);
        break;
    case NextStep::SendAnyway:
        m_turnActions->regenerate(turn, {}, {.context = SendingChoice::Context::SendAll});
        break;
    case NextStep::SendFiles:
    case NextStep::SendTexts:
        m_turnActions->regenerate(turn, {}, {.documentsAsFiles = step == NextStep::SendFiles});
        break;
    case NextStep::EditMessage:
        // The question stands above its answer.
        if (const int row = m_session->turns().rowOf(turn); row > 0)
            m_turnActions->edit(m_session->turns().summary(row - 1).id);
        break;
    }
}

void ConversationPage::showDetails(TurnId turn)
{
    const int row = m_session->turns().rowOf(turn);
    if (row < 0 || !m_session->turns().turn(row).failure)
        return;
    showErrorDetails(*m_session->turns().turn(row).failure, this);
}

void ConversationPage::showError(const Error &error)
{
    QList<NoticeBar::Action> actions;
    for (const NextStep step : error.nextSteps) {
        if (!isForATurn(step))
            actions.append({nextStepLabel(step, error.retryAfter), [this, step] { takeNextStep({}, step); }});
    }
    m_notice->showNotice(error.userText, actions);
}

void ConversationPage::showNotice(const QString &text, const QString &actionLabel,
                                  std::function<void()> action)
{
    m_notice->showNotice(text, {{actionLabel, std::move(action)}});
}

void ConversationPage::showNotice(const QString &text, const QList<NoticeBar::Action> &actions)
{
    m_notice->showNotice(text, actions);
}

void ConversationPage::showAnswerStatus(TurnId answer)
{
    if (const int row = m_session->turns().rowOf(answer); row >= 0)
        m_status->showStatus(answeredSentence(m_session->turns().turn(row)));
}

void ConversationPage::showKeyStatus()
{
    if (m_session && m_session->isBusy())
        return;
    const Endpoint &endpoint = m_services.endpoint.endpoint();
    m_status->showStatus(
        keySentence(m_services.keys.status(endpoint), endpoint.baseUrl().host(), m_services.isDemo));
}

void ConversationPage::showParameters()
{
    m_bar->openParameters(m_session->conversation());
}

void ConversationPage::focusComposer()
{
    m_composer->focusMessage();
}

void ConversationPage::focusWhereToBegin()
{
    // Without a key nothing can be sent: the page that asks for one comes first.
    if (m_firstStartPage && m_body->currentWidget() == m_firstStartPage
        && m_services.keys.status(m_services.endpoint.endpoint()).source == KeySource::None) {
        m_firstStartPage->setFocus();
        return;
    }
    m_composer->focusMessage();
}

void ConversationPage::keepPlace()
{
    if (m_session && m_session->turns().rowCount() > 0)
        m_session->setPlace(m_view->scrollAnchor());
}

void ConversationPage::editLastQuestion()
{
    m_turnActions->editLastQuestion();
}

void ConversationPage::restoreRemoved()
{
    if (m_notice->text() == m_undoNotice)
        m_notice->hide();
    m_turnActions->restoreRemoved();
}

void ConversationPage::regenerateWith()
{
    const int row = m_view->currentRow() >= 0 ? m_view->currentRow() : m_session->turns().rowCount() - 1;
    if (row < 0)
        return;
    openModelPicker();
    m_regenerateTurn = m_session->turns().summary(row).id;
}

void ConversationPage::showOtherVersion(int by)
{
    m_turnActions->showOtherVersion(by);
}

void ConversationPage::openModelPicker()
{
    m_regenerateTurn = {};
    m_bar->openModelPicker();
}

bool ConversationPage::escape()
{
    if (!m_findBar->isHidden()) {
        m_findBar->hide();
        return true;
    }
    if (m_notice->isVisible()) {
        m_notice->hide();
        return true;
    }
    if (m_turnActions->cancelEdit())
        return true;
    if (m_session && m_session->isBusy()) {
        m_session->stop();
        return true;
    }
    return false;
}

void ConversationPage::readDollarSetting()
{
    m_view->setSingleDollar(m_services.settings.value(settings::dollarFormulas) ? SingleDollar::Opens
                                                                                : SingleDollar::IsText);
}

QString ConversationPage::modelName(const QString &id) const
{
    return id.isEmpty() ? QString() : m_services.models.info(id).name;
}

} // namespace tabletalk
