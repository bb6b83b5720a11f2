// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "keycheck.h"
#include "modelcatalog.h"
#include "settingspage.h"

#include <memory>

namespace tabletalk {

namespace Ui {
class KeysPage;
}

//! The current endpoint's key: where it is kept, replacing, checking and removing it. A check goes on only
//! while the page is in view.
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
    template <class Start>
    void startCheck(Start start);
    void checkByMessage();
    void showVerdict(const Result<KeyStatus> &result);
    void removeKey();
    void showStatus();
    void setChecking(bool checking);
    QString testModel() const;

    std::unique_ptr<Ui::KeysPage> m_ui;
    ApiKeys &m_keys;
    CurrentEndpoint &m_endpoint;
    ModelCatalog &m_catalog;
    KeyCheck m_check;
};

} // namespace tabletalk
