// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTemporaryDir>

namespace tabletalk {

//! A certificate authority of our own, and what it signed: made by openssl for one run of a test.
class TestCertificates {
public:
    //! False where there is no openssl.
    bool make()
    {
        return openssl({"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                        "-days", "2", "-subj", "/CN=Test authority", "-keyout", "ca.key", "-out", "ca.pem"});
    }
    QString caFile() const { return path("ca.pem"); }

    //! Of the server made last.
    QString keyFile() const { return path("server.key"); }
    QString certificateFile() const { return path("server.pem"); }

    //! A server's configuration with a certificate for `host`, valid for `days`, which may be negative.
    QSslConfiguration server(const QByteArray &host, int days = 2, const QByteArray &commonName = "server")
    {
        QFile extensions(path("extensions"));
        if (extensions.open(QIODevice::WriteOnly))
            extensions.write("subjectAltName=DNS:" + host);
        extensions.close();
        openssl({"req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                 "-subj", "/CN=" + commonName, "-keyout", "server.key", "-out", "server.csr"});
        openssl({"x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
                 "-days", QByteArray::number(days), "-extfile", "extensions", "-out", "server.pem"});
        QFile key(path("server.key"));
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        if (key.open(QIODevice::ReadOnly))
            configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
        configuration.setLocalCertificate(QSslCertificate::fromPath(path("server.pem")).value(0));
        return configuration;
    }

private:
    QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    bool openssl(const QList<QByteArray> &arguments)
    {
        QStringList words;
        for (const QByteArray &argument : arguments)
            words.append(QString::fromLatin1(argument));
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start(QStringLiteral("openssl"), words);
        return process.waitForFinished() && process.exitStatus() == QProcess::NormalExit
               && process.exitCode() == 0;
    }

    QTemporaryDir m_folder;
};

} // namespace tabletalk
