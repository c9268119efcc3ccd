using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace JobLogs.Server.Secrets;

/// <summary>
/// Seals values with AES-256-GCM. A sealed value is <c>mark.nonce+cipher+tag</c>; it is bound to the name of its parameter, so that
/// one can't be passed off as another.
/// </summary>
internal sealed class SecretBox(SecretKeys keys, KnownSecrets known)
{
    private static readonly int NonceLength = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagLength = AesGcm.TagByteSizes.MaxSize;

    /// <summary>Seals a value, which is JSON.</summary>
    /// <exception cref="Settings.SettingException">There is no key.</exception>
    public string Seal(string name, string value)
    {
        var key = keys.All[0];
        known.AddJson(JsonElement.Parse(value));
        var plain = Encoding.UTF8.GetBytes(value);
        var box = new byte[NonceLength + plain.Length + TagLength];
        var nonce = box.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = key.Cipher();
        cipher.Encrypt(nonce, plain, box.AsSpan(NonceLength, plain.Length), box.AsSpan(NonceLength + plain.Length), Encoding.UTF8.GetBytes(name));
        return $"{key.Id}.{Base64Url.EncodeToString(box)}";
    }

    /// <summary>The value that was sealed; null when the key is gone, or it was tampered with.</summary>
    /// <exception cref="Settings.SettingException">There is no key.</exception>
    public string? Open(string name, string sealedValue)
    {
        var dot = sealedValue.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0 || keys.Find(sealedValue[..dot]) is not { } key)
        {
            return null;
        }

        try
        {
            var box = Base64Url.DecodeFromChars(sealedValue.AsSpan(dot + 1));
            var length = box.Length - NonceLength - TagLength;
            if (length < 0)
            {
                return null;
            }

            var plain = new byte[length];
            using var cipher = key.Cipher();
            cipher.Decrypt(box.AsSpan(0, NonceLength), box.AsSpan(NonceLength, length), box.AsSpan(NonceLength + length), plain, Encoding.UTF8.GetBytes(name));
            var value = Encoding.UTF8.GetString(plain);
            known.AddJson(JsonElement.Parse(value));
            return value;
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
