// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "keycheck.h"
#include "modelcatalog.h"
#include "secretclipboard.h"
#include "settingspage.h"

#include <memory>

class QAction;

namespace tabletalk {

namespace Ui {
class KeysPage;
}

//! The current endpoint's keys: which there are, where each is kept and which is used; adding, checking,
//! renaming, replacing and removing them. What is done here is done at once. A check goes on only while the
//! page is in view.
class KeysPage : public SettingsPage {
    Q_OBJECT
public:
    //! The services outlive the page.
    KeysPage(ApiKeys &keys, CurrentEndpoint &endpoint, RouterInfo &router, CompletionService &completions,
             ModelCatalog &catalog, QWidget *parent = nullptr);
    ~KeysPage() override;

    QString title() const override;
    QIcon icon() const override;
    void load() override;

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void makeMenu();
    void showKeys();
    void showChosen();
    KnownKey chosen() const;
    template <class Start>
    void startCheck(Start start);
    void checkByMessage();
    void showVerdict(const Result<KeyStatus> &result);
    //! Reads the chosen key for something that was asked for on purpose.
    template <class Use>
    void withKey(Use use);
    void renameKey();
    void beginReplacing(bool isCompromised);
    void removeKey();
    void importKeys();
    void setChecking(bool checking);
    QString testModel() const;

    std::unique_ptr<Ui::KeysPage> m_ui;
    ApiKeys &m_keys;
    CurrentEndpoint &m_endpoint;
    ModelCatalog &m_catalog;
    KeyCheck m_check;
    SecretClipboard m_clipboard;
    QAction *m_renameAction = nullptr;
    QAction *m_replaceAction = nullptr;
    QAction *m_revokeAction = nullptr;
    bool m_isShowing = false; //!< the list is being filled
};

} // namespace tabletalk
