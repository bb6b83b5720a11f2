// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "keyspage.h"

#include "importkeysdialog.h"
#include "symbolicicon.h"
#include "ui_keyspage.h"
#include "whenfinished.h"

#include <QDesktopServices>
#include <QInputDialog>
#include <QMenu>

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

QString keptText(KeySource source, const QString &storeName)
{
    switch (source) {
    case KeySource::Store:
        return KeysPage::tr(
                   "The key is kept in %1. Other programs you run can usually ask it for the key, too.")
            .arg(storeName);
    case KeySource::Session:
        return KeysPage::tr("The key is kept for this session only and is forgotten when Tabletalk closes.");
    case KeySource::Environment:
        return KeysPage::tr(
            "The key comes from the environment (LLMROUTER_API_KEY). Tabletalk does not keep it, and every "
            "program that inherited the variable knows it, too.");
    case KeySource::None:
        break;
    }
    return KeysPage::tr("There is no key yet. A saved key goes to %1 and nowhere else.").arg(storeName);
}

QString placeName(const KnownKey &key, const QString &storeName)
{
    switch (key.source) {
    case KeySource::Session:
        return KeysPage::tr("this session only");
    case KeySource::Environment:
        return KeysPage::tr("the environment");
    default:
        return storeName;
    }
}

QString nameOf(const KnownKey &key)
{
    switch (key.source) {
    case KeySource::Session:
        return KeysPage::tr("For this session");
    case KeySource::Environment:
        return QStringLiteral("LLMROUTER_API_KEY");
    default:
        return key.name;
    }
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
    m_ui->revealButton->setIcon(symbolicIcon(QStringLiteral("show")));
    makeMenu();

    connect(m_ui->keyTree, &QTreeWidget::itemSelectionChanged, this, &KeysPage::showChosen);
    connect(m_ui->keyTree, &QTreeWidget::itemActivated, m_ui->useKeyButton, &QPushButton::click);
    connect(m_ui->useKeyButton, &QPushButton::clicked, this,
            [this] { m_keys.activate(m_endpoint.endpoint(), chosen().id); });
    connect(m_ui->checkKeyButton, &QPushButton::clicked, this, [this] {
        startCheck([this](const auto &typed) { m_check.check(m_endpoint.endpoint(), typed, chosen().id); });
    });
    connect(m_ui->revealButton, &QPushButton::clicked, this,
            [this] { withKey([this](const Secret &key) { m_ui->revealedKey->show(key); }); });
    connect(m_ui->copyKeyButton, &QPushButton::clicked, this, [this] {
        withKey([this](const Secret &key) {
            m_clipboard.copy(key);
            m_ui->keyEntry->say(
                tr("The key is in the clipboard for %1 seconds.").arg(SecretClipboard::kKept.count()));
        });
    });
    connect(m_ui->testMessageButton, &QPushButton::clicked, this, &KeysPage::checkByMessage);
    connect(m_ui->removeKeyButton, &QPushButton::clicked, this, &KeysPage::removeKey);
    connect(m_ui->importButton, &QPushButton::clicked, this, &KeysPage::importKeys);
    connect(&m_check, &KeyCheck::finished, this, &KeysPage::showVerdict);
    connect(&m_keys, &ApiKeys::statusChanged, this, &KeysPage::showKeys);
    connect(&m_endpoint, &CurrentEndpoint::changed, this, &KeysPage::load);
    load();
}

KeysPage::~KeysPage() = default;

void KeysPage::makeMenu()
{
    auto *menu = new QMenu(m_ui->moreButton);
    m_renameAction = menu->addAction(tr("Rename…"), this, &KeysPage::renameKey);
    m_replaceAction = menu->addAction(tr("Replace…"), this, [this] { beginReplacing(false); });
    m_revokeAction = menu->addAction(tr("Revoke and replace…"), this, [this] { beginReplacing(true); });
    m_ui->moreButton->setMenu(menu);
}

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
    m_ui->revealedKey->clear();
    m_ui->keyEntry->reset();
    showKeys();
}

void KeysPage::hideEvent(QHideEvent *event)
{
    m_check.cancel();
    setChecking(false);
    // What was typed and not saved does not stay in the dialog.
    m_ui->keyEntry->reset();
    m_ui->revealedKey->clear();
    SettingsPage::hideEvent(event);
}

void KeysPage::showKeys()
{
    const Endpoint &endpoint = m_endpoint.endpoint();
    const QList<KnownKey> keys = m_keys.keys(endpoint);
    const QString before = chosen().id;
    const QString storeName = m_keys.status(endpoint).storeName;
    m_ui->headingLabel->setText(tr("Keys for %1").arg(endpoint.baseUrl().host()));
    m_isShowing = true;
    m_ui->keyTree->clear();
    for (const KnownKey &key : keys) {
        auto *item = new QTreeWidgetItem(
            m_ui->keyTree, {nameOf(key), key.hint.isEmpty() ? QStringLiteral("…") : key.hint,
                            placeName(key, storeName), key.isActive ? tr("in use") : QString()});
        item->setData(0, Qt::UserRole, key.id);
        item->setToolTip(1, key.hint.isEmpty() ? tr("The last characters are known once the key was used")
                                               : tr("The last four characters"));
        if (key.id == before || (key.isActive && !m_ui->keyTree->currentItem()))
            m_ui->keyTree->setCurrentItem(item);
    }
    for (int column = 0; column < m_ui->keyTree->columnCount(); ++column)
        m_ui->keyTree->resizeColumnToContents(column);
    m_isShowing = false;
    showChosen();
}

KnownKey KeysPage::chosen() const
{
    const QTreeWidgetItem *item = m_ui->keyTree->currentItem();
    const QString id = item ? item->data(0, Qt::UserRole).toString() : QString();
    const QList<KnownKey> keys = m_keys.keys(m_endpoint.endpoint());
    for (const KnownKey &key : keys) {
        if (key.id == id)
            return key;
    }
    return {};
}

void KeysPage::showChosen()
{
    if (m_isShowing)
        return;
    const KnownKey key = chosen();
    const ApiKeyStatus status = m_keys.status(m_endpoint.endpoint());
    QString kept = keptText(key.source, status.storeName);
    if (status.awaitingStore) {
        kept +=
            u' '
            + tr("%1 has not answered yet; it may be waiting for you to unlock it.").arg(status.storeName);
    } else if (status.storeError) {
        kept += u' ' + status.storeError->userText;
    }
    m_ui->keptLabel->setText(kept);
    m_ui->revealedKey->clear();
    const bool isThere = key.source != KeySource::None;
    m_ui->useKeyButton->setEnabled(isThere && !key.isActive);
    m_ui->revealButton->setEnabled(isThere);
    m_ui->copyKeyButton->setEnabled(isThere);
    m_ui->removeKeyButton->setEnabled(key.source == KeySource::Store || key.source == KeySource::Session);
    for (QAction *action : {m_renameAction, m_replaceAction, m_revokeAction})
        action->setEnabled(key.source == KeySource::Store);
    m_ui->moreButton->setEnabled(key.source == KeySource::Store);
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
    startCheck([this](const auto &typed) {
        m_check.checkByMessage(m_endpoint.endpoint(), typed, testModel(), chosen().id);
    });
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
                               "make a new one there and enter it below.")
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

template <class Use>
void KeysPage::withKey(Use use)
{
    m_ui->keyEntry->say(QString());
    whenFinished(m_keys.reveal(m_endpoint.endpoint(), chosen().id), this,
                 [this, use](const Result<KeyInUse> &key) {
                     if (!isVisible())
                         return; // nobody looks any more
                     if (key)
                         use(key->key);
                     else
                         m_ui->keyEntry->say(key.error().userText);
                 });
}

void KeysPage::renameKey()
{
    const KnownKey key = chosen();
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename the key"));
    dialog->setLabelText(tr("Name of the key:"));
    dialog->setTextValue(key.name);
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, id = key.id](const QString &name) { m_keys.rename(id, name); });
    dialog->open();
}

void KeysPage::beginReplacing(bool isCompromised)
{
    const KnownKey key = chosen();
    m_ui->keyEntry->reset();
    m_ui->keyEntry->setReplaces(key.id);
    m_ui->keyEntry->setFocus();
    if (!isCompromised) {
        m_ui->keyEntry->say(tr("The key entered here takes the place of “%1”, also in conversations that "
                               "chose it. The old one stays until the new one is saved.")
                                .arg(key.name));
        return;
    }
    const QUrl page = m_endpoint.endpoint().accountUrl();
    QDesktopServices::openUrl(page);
    m_ui->keyEntry->say(
        tr("1. Revoke “%1” at %2, which opens in your browser: until then anybody who has it "
           "can spend your credit. 2. Make a new key there and paste it here. 3. Check it, then "
           "save it in the old one's place, which removes the old one here.")
            .arg(key.name, page.host()));
}

void KeysPage::removeKey()
{
    m_ui->testMessageButton->hide();
    m_ui->keyEntry->say(tr("Removing the key…"));
    const QString id = chosen().id;
    whenFinished(m_keys.remove(m_endpoint.endpoint(), id), this, [this](const Result<Done> &removed) {
        m_ui->keyEntry->say(removed ? tr("The key is removed here. It stays valid until you revoke it at %1.")
                                          .arg(m_endpoint.endpoint().accountUrl().host())
                                    : tr("The key is still there. %1").arg(removed.error().userText));
    });
}

void KeysPage::importKeys()
{
    auto *dialog = new ImportKeysDialog(m_keys, m_endpoint.endpoint(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ImportKeysDialog::said, this,
            [this](const QString &sentence) { m_ui->keyEntry->say(sentence); });
    dialog->open();
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
