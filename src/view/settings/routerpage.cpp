// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "routerpage.h"

#include "symbolicicon.h"
#include "ui_routerpage.h"

namespace tabletalk {

RouterPage::RouterPage(CurrentEndpoint &endpoint, ApiKeys &keys, QWidget *parent)
    : SettingsPage(parent)
    , m_ui(std::make_unique<Ui::RouterPage>())
    , m_endpoint(endpoint)
    , m_keys(keys)
{
    m_ui->setupUi(this);
    setFocusProxy(m_ui->urlLineEdit);
    connect(m_ui->urlLineEdit, &QLineEdit::textChanged, this, &RouterPage::showWhatIsTyped);
    connect(m_ui->urlLineEdit, &QLineEdit::returnPressed, this, &RouterPage::useTyped);
    connect(m_ui->useUrlButton, &QPushButton::clicked, this, &RouterPage::useTyped);
    connect(m_ui->resetUrlButton, &QPushButton::clicked, this, [this] {
        m_ui->urlLineEdit->setText(Endpoint::routerDefault().toString());
        useTyped();
    });
    load();
}

RouterPage::~RouterPage() = default;

QString RouterPage::title() const
{
    return tr("Router");
}

QIcon RouterPage::icon() const
{
    return symbolicIcon(QStringLiteral("router"), QPalette::Text);
}

void RouterPage::load()
{
    m_ui->urlLineEdit->setText(m_endpoint.endpoint().toString());
    showWhatIsTyped();
}

void RouterPage::showWhatIsTyped()
{
    const auto typed = Endpoint::parse(m_ui->urlLineEdit->text());
    const bool inUse = typed && typed->baseUrl() == m_endpoint.endpoint().baseUrl();
    m_ui->useUrlButton->setEnabled(typed && (!inUse || m_endpoint.isFromCommandLine()));
    m_ui->resetUrlButton->setEnabled(!typed || typed->baseUrl() != Endpoint::routerDefault().baseUrl());
    if (!typed)
        m_ui->statusLabel->say(typed.error().userText);
    else if (inUse && m_endpoint.isFromCommandLine())
        m_ui->statusLabel->say(
            tr("This URL was given when Tabletalk was started and is used until it closes."));
    else if (!inUse && typed->origin() != m_endpoint.endpoint().origin())
        m_ui->statusLabel->say(
            tr("Your key for %1 will not be sent to %2.")
                .arg(m_endpoint.endpoint().baseUrl().host(), typed->baseUrl().authority()));
    else
        m_ui->statusLabel->say(QString());
}

void RouterPage::useTyped()
{
    const auto typed = Endpoint::parse(m_ui->urlLineEdit->text());
    if (!typed)
        return; // the sentence is there already
    m_endpoint.choose(*typed);
    load();
    const bool hasKey = m_keys.status(*typed).source != KeySource::None;
    m_ui->statusLabel->say(
        hasKey ? tr("New messages go to %1.").arg(typed->baseUrl().authority())
               : tr("New messages go to %1. There is no key for it yet: enter one under Keys.")
                     .arg(typed->baseUrl().authority()));
}

} // namespace tabletalk
