// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keyentry.h"

#include "apikey.h"
#include "symbolicicon.h"
#include "ui_keyentry.h"
#include "whenfinished.h"

#include <QDesktopServices>

namespace tabletalk {

namespace {

constexpr std::chrono::seconds kShownFor{15};

bool isStoreTrouble(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::StoreMissing:
    case ErrorKind::StoreLocked:
    case ErrorKind::StoreDenied:
    case ErrorKind::StoreFailed:
    case ErrorKind::StoreUnanswered:
    case ErrorKind::KeyNotFound:
        return true;
    default:
        return false;
    }
}

} // namespace

KeyEntry::KeyEntry(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::KeyEntry>())
{
    m_ui->setupUi(this);
    setFocusProxy(m_ui->apiKeyLineEdit);
    m_ui->showKeyButton->setIcon(symbolicIcon(QStringLiteral("show")));
    m_ui->accountButton->setIcon(symbolicIcon(QStringLiteral("external"), QPalette::Link));
    QPalette linkPalette = m_ui->accountButton->palette();
    linkPalette.setBrush(QPalette::ButtonText, linkPalette.link());
    m_ui->accountButton->setPalette(linkPalette);

    connect(m_ui->showKeyButton, &QToolButton::toggled, this, [this](bool shown) {
        m_ui->apiKeyLineEdit->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
        if (shown)
            m_hideTimer.start();
    });
    m_hideTimer.setSingleShot(true);
    m_hideTimer.setInterval(kShownFor);
    connect(&m_hideTimer, &QTimer::timeout, this, [this] { m_ui->showKeyButton->setChecked(false); });
    connect(m_ui->saveKeyButton, &QPushButton::clicked, this, &KeyEntry::save);
    connect(m_ui->apiKeyLineEdit, &QLineEdit::returnPressed, this, &KeyEntry::save);
    connect(m_ui->keepForSessionButton, &QPushButton::clicked, this, &KeyEntry::keepForSession);
    connect(m_ui->accountButton, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(m_endpoint->endpoint().accountUrl()); });
}

KeyEntry::~KeyEntry() = default;

void KeyEntry::setServices(ApiKeys &keys, CurrentEndpoint &endpoint, SessionOffer offer)
{
    m_keys = &keys;
    m_endpoint = &endpoint;
    m_offer = offer;
    m_ui->nameLineEdit->setVisible(offer == SessionOffer::Always);
    m_ui->nameLabel->setVisible(offer == SessionOffer::Always);
    connect(m_keys, &ApiKeys::statusChanged, this, &KeyEntry::followStatus);
    connect(m_endpoint, &CurrentEndpoint::changed, this, [this] {
        reset();
        showEndpoint();
    });
    reset();
    showEndpoint();
}

void KeyEntry::reset()
{
    clearField();
    m_ui->nameLineEdit->clear();
    setReplaces({});
    m_ui->saveKeyButton->setEnabled(true);
    m_ui->keepForSessionButton->setVisible(m_offer == SessionOffer::Always);
    m_awaitsStore = false;
    ++m_saves;
    say(QString());
}

void KeyEntry::clearField()
{
    // A password field keeps what it once held, for undoing, until its text is set anew.
    m_ui->apiKeyLineEdit->setText({});
    m_ui->showKeyButton->setChecked(false);
}

void KeyEntry::setReplaces(const QString &id)
{
    m_replaces = id;
    m_ui->saveKeyButton->setText(id.isEmpty() ? tr("&Save key") : tr("&Save in its place"));
}

bool KeyEntry::isEmpty() const
{
    return m_ui->apiKeyLineEdit->text().trimmed().isEmpty();
}

Result<Secret> KeyEntry::typedKey() const
{
    return parseApiKey(m_ui->apiKeyLineEdit->text());
}

void KeyEntry::say(const QString &text)
{
    m_ui->statusLabel->say(text);
}

void KeyEntry::say(const Error &error)
{
    if (!isStoreTrouble(error.kind)) {
        say(error.userText);
        return;
    }
    m_ui->keepForSessionButton->show();
    // StoreUnanswered says it by itself.
    say(error.kind == ErrorKind::StoreUnanswered
            ? error.userText
            : tr("%1 The key was not saved; you can keep it for this session instead.").arg(error.userText));
}

void KeyEntry::save()
{
    const auto key = typedKey();
    if (!key) {
        say(key.error());
        return;
    }
    const Endpoint endpoint = m_endpoint->endpoint();
    say(tr("Saving in %1…").arg(m_keys->status(endpoint).storeName));
    m_awaitsStore = false;
    const int save = ++m_saves;
    m_ui->saveKeyButton->setEnabled(false); // the same key is not saved twice
    const KeyPlace place{.name = m_ui->nameLineEdit->text(), .replaces = m_replaces};
    whenFinished(m_keys->save(endpoint, *key, place), this, [this, save](const Result<Done> &saved) {
        if (save != m_saves)
            return;
        m_ui->saveKeyButton->setEnabled(true);
        if (saved) {
            takeSaved();
            return;
        }
        m_awaitsStore = saved.error().kind == ErrorKind::StoreUnanswered;
        say(saved.error());
    });
}

void KeyEntry::keepForSession()
{
    const auto key = typedKey();
    if (!key) {
        say(key.error());
        return;
    }
    m_keys->keepForSession(m_endpoint->endpoint(), *key);
    reset();
    say(tr("The key is kept until Tabletalk closes, and then forgotten."));
    emit keyChosen();
}

void KeyEntry::takeSaved()
{
    const QString store = m_keys->status(m_endpoint->endpoint()).storeName;
    reset();
    say(tr("The key is saved in %1.").arg(store));
    emit keyChosen();
}

void KeyEntry::followStatus()
{
    if (!m_awaitsStore)
        return;
    const ApiKeyStatus status = m_keys->status(m_endpoint->endpoint());
    if (status.awaitingStore)
        return;
    m_awaitsStore = false;
    if (status.storeError)
        say(*status.storeError);
    else if (status.source == KeySource::Store)
        takeSaved();
}

void KeyEntry::showEndpoint()
{
    const QUrl page = m_endpoint->endpoint().accountUrl();
    m_ui->accountButton->setText(tr("Get a key at %1").arg(page.host()));
    m_ui->accountButton->setAccessibleName(m_ui->accountButton->text());
    m_ui->accountButton->setToolTip(page.toString());
}

} // namespace tabletalk
