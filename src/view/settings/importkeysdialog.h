// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "endpoint.h"
#include "keyimport.h"

#include <QDialog>

#include <memory>

namespace tabletalk {

namespace Ui {
class ImportKeysDialog;
}
class ApiKeys;

//! Keys that lie in clear elsewhere: finds them, brings the chosen ones into the credential store for one
//! endpoint, and takes them out of their files if that is wanted, once they are safe.
class ImportKeysDialog : public QDialog {
    Q_OBJECT
public:
    //! `keys` outlives it.
    ImportKeysDialog(ApiKeys &keys, const Endpoint &endpoint, QWidget *parent = nullptr);
    ~ImportKeysDialog() override;

    //! Lists the keys of one more file, or says why not.
    void addFile(const QString &path);

signals:
    //! What came of it; the dialog is closed by then.
    void said(const QString &sentence);

private:
    void addFound(const QList<PlainKey> &found, bool isChecked);
    void addEnvironment();
    void chooseFile();
    void updateButtons();
    void importChosen();
    //! One after the other: the store may ask its owner about each.
    void importNext();
    void finish();

    std::unique_ptr<Ui::ImportKeysDialog> m_ui;
    ApiKeys &m_keys;
    Endpoint m_endpoint;
    QList<PlainKey> m_found; //!< in the order of the list; the environment's has no file
    QList<PlainKey> m_waiting;
    QList<PlainKey> m_saved;
    QString m_problem;
};

} // namespace tabletalk
