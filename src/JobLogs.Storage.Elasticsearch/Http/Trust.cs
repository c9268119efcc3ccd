using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace JobLogs.Storage.Elasticsearch.Http;

/// <summary>Whose certificates are believed. Name, dates and chain are always checked, by the platform and by no callback.</summary>
internal static class Trust
{
    /// <summary>TLS with the authorities of a PEM file alone, or with those of the machine.</summary>
    /// <exception cref="InvalidOperationException">The file can't be read or has no certificate in it.</exception>
    internal static SslClientAuthenticationOptions Of(string? caFile)
    {
        var options = new SslClientAuthenticationOptions();
        if (caFile is not null)
        {
            var policy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,

                // An authority of one's own seldom answers to questions about revocation.
                RevocationMode = X509RevocationMode.NoCheck,
            };
            policy.CustomTrustStore.AddRange(Read(caFile));
            policy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1", "Server authentication"));
            options.CertificateChainPolicy = policy;
        }

        return options;
    }

    private static X509Certificate2Collection Read(string caFile)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(caFile);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new InvalidOperationException($"The CA file '{caFile}' can't be read: {exception.Message}", exception);
        }

        return authorities.Count > 0
            ? authorities
            : throw new InvalidOperationException($"The CA file '{caFile}' has no certificate in it; it must be PEM, with -----BEGIN CERTIFICATE-----.");
    }
}
