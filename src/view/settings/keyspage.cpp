// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keyspage.h"

#include "symbolicicon.h"
#include "ui_keyspage.h"
#include "whenfinished.h"

namespace tabletalk {

namespace {

QString acceptedText(const KeyStatus &status)
{
    QStringList sentences{status.label.isEmpty() ? KeysPage::tr("The key works.")
                                                 : KeysPage::tr("The key “%1” works.").arg(status.label)};
    if (status.remaining && status.limit) {
        sentences.append(KeysPage::tr("It may spend %1 more of its limit of %2.")
                             .arg(status.remaining->toDisplay(), status.limit->toDisplay()));
    } else if (status.remaining) {
        sentences.append(KeysPage::tr("It may spend %1 more.").arg(status.remaining->toDisplay()));
    } else if (status.limit) {
        sentences.append(KeysPage::tr("Its limit is %1.").arg(status.limit->toDisplay()));
    }
    return sentences.join(u' ');
}

QString keptText(const ApiKeyStatus &status)
{
    switch (status.source) {
    case KeySource::Store:
        return KeysPage::tr(
                   "The key is kept in %1. Other programs you run can usually ask it for the key, too.")
            .arg(status.storeName);
    case KeySource::Session:
        return KeysPage::tr("The key is kept for this session only and is forgotten when Tabletalk closes.");
    case KeySource::Environment:
        return KeysPage::tr(
            "The key comes from the environment (LLMROUTER_API_KEY). Tabletalk does not keep it.");
    case KeySource::None:
        break;
    }
    return KeysPage::tr("There is no key yet. A saved key goes to %1 and nowhere else.")
        .arg(status.storeName);
}

} // namespace

KeysPage::KeysPage(ApiKeys &keys, CurrentEndpoint &endpoint, RouterInfo &router,
                   CompletionService &completions, ModelCatalog &catalog, QWidget *parent)
    : SettingsPage(parent)
    , m_ui(std::make_unique<Ui::KeysPage>())
    , m_keys(keys)
    , m_endpoint(endpoint)
    , m_catalog(catalog)
    , m_check(keys, router, completions)
{
    m_ui->setupUi(this);
    setFocusProxy(m_ui->keyEntry);
    m_ui->keyEntry->setServices(keys, endpoint, KeyEntry::SessionOffer::Always);

    connect(m_ui->checkKeyButton, &QPushButton::clicked, this, [this] {
        startCheck([this](const auto &typed) { m_check.check(m_endpoint.endpoint(), typed); });
    });
    connect(m_ui->testMessageButton, &QPushButton::clicked, this, &KeysPage::checkByMessage);
    connect(m_ui->removeKeyButton, &QPushButton::clicked, this, &KeysPage::removeKey);
    connect(&m_check, &KeyCheck::finished, this, &KeysPage::showVerdict);
    connect(&m_keys, &ApiKeys::statusChanged, this, &KeysPage::showStatus);
    connect(&m_endpoint, &CurrentEndpoint::changed, this, &KeysPage::load);
    load();
}

KeysPage::~KeysPage() = default;

QString KeysPage::title() const
{
    return tr("Keys");
}

QIcon KeysPage::icon() const
{
    return symbolicIcon(QStringLiteral("key"), QPalette::Text);
}

void KeysPage::load()
{
    m_check.cancel();
    setChecking(false);
    m_ui->testMessageButton->hide();
    m_ui->keyEntry->reset();
    showStatus();
}

void KeysPage::hideEvent(QHideEvent *event)
{
    m_check.cancel();
    setChecking(false);
    // What was typed and not saved does not stay in the dialog.
    m_ui->keyEntry->reset();
    SettingsPage::hideEvent(event);
}

template <class Start>
void KeysPage::startCheck(Start start)
{
    std::optional<Secret> typed;
    if (!m_ui->keyEntry->isEmpty()) {
        const auto key = m_ui->keyEntry->typedKey();
        if (!key) {
            m_ui->keyEntry->say(key.error());
            return;
        }
        typed = *key;
    }
    m_ui->testMessageButton->hide();
    m_ui->keyEntry->say(tr("Checking the key with %1…").arg(m_endpoint.endpoint().baseUrl().host()));
    setChecking(true);
    start(typed);
}

void KeysPage::checkByMessage()
{
    startCheck(
        [this](const auto &typed) { m_check.checkByMessage(m_endpoint.endpoint(), typed, testModel()); });
}

void KeysPage::showVerdict(const Result<KeyStatus> &result)
{
    setChecking(false);
    if (!result) {
        m_ui->keyEntry->say(result.error().userText);
        return;
    }
    const QString host = m_endpoint.endpoint().baseUrl().host();
    switch (result->verdict) {
    case KeyStatus::Verdict::Accepted:
        m_ui->keyEntry->say(acceptedText(*result));
        break;
    case KeyStatus::Verdict::Refused:
        m_ui->keyEntry->say(tr("%1 refuses this key. It may be mistyped, revoked or expired; "
                               "make a new one there and enter it above.")
                                .arg(host));
        break;
    case KeyStatus::Verdict::NotTold:
        if (testModel().isEmpty()) {
            m_ui->keyEntry->say(
                tr("%1 has no free way to check a key. Your first message will tell.").arg(host));
            break;
        }
        m_ui->keyEntry->say(
            tr("%1 has no free way to check a key. A test message of a few words to %2 tells, "
               "and costs a fraction of a cent.")
                .arg(host, m_catalog.info(testModel()).name));
        m_ui->testMessageButton->show();
        break;
    }
}

void KeysPage::removeKey()
{
    m_ui->testMessageButton->hide();
    m_ui->keyEntry->say(tr("Removing the key…"));
    whenFinished(m_keys.remove(m_endpoint.endpoint()), this, [this](const Result<Done> &removed) {
        m_ui->keyEntry->say(removed ? tr("The key is removed here. It stays valid until you revoke it at %1.")
                                          .arg(m_endpoint.endpoint().accountUrl().host())
                                    : tr("The key is still there. %1").arg(removed.error().userText));
    });
}

void KeysPage::showStatus()
{
    const ApiKeyStatus status = m_keys.status(m_endpoint.endpoint());
    const QString host = m_endpoint.endpoint().baseUrl().host();
    m_ui->headingLabel->setText(status.hint.isEmpty() ? tr("Key for %1").arg(host)
                                                      : tr("Key for %1 (%2)").arg(host, status.hint));
    QString kept = keptText(status);
    if (status.awaitingStore)
        kept +=
            u' '
            + tr("%1 has not answered yet; it may be waiting for you to unlock it.").arg(status.storeName);
    else if (status.storeError)
        kept += u' ' + status.storeError->userText;
    m_ui->keptLabel->setText(kept);
    m_ui->removeKeyButton->setEnabled(status.source == KeySource::Store
                                      || status.source == KeySource::Session);
}

void KeysPage::setChecking(bool checking)
{
    m_ui->checkKeyButton->setEnabled(!checking);
    m_ui->testMessageButton->setEnabled(!checking);
}

QString KeysPage::testModel() const
{
    const QString usual = m_catalog.defaultModel();
    return usual.isEmpty() ? m_catalog.cheapestModel() : usual;
}

} // namespace tabletalk
