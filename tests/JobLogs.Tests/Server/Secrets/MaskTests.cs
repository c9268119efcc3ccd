using System.Text;
using System.Text.Json;
using CsCheck;
using JobLogs.Server.Secrets;
using JobLogs.Storage.Model;

namespace JobLogs.Tests.Server.Secrets;

/// <summary>Secrets in what is written: whatever form they come in, they are gone.</summary>
public sealed class MaskTests
{
    private static readonly Gen<string> Secret = Gen.OneOf(
        Gen.String[Gen.Char.AlphaNumeric, 6, 30], Gen.String[Gen.Char["aé密\"\\/ +%Z7"], 6, 20]);

    private static readonly Gen<string> Around = Gen.String[Gen.Char["xy 中!"], 0, 12];

    [Fact]
    public void A_secret_is_masked_wherever_it_stands_in_a_text() => Gen.Select(Secret, Around, Around).Sample((secret, before, behind) =>
    {
        var masked = Masked(secret, before + secret + behind);

        masked.ShouldBe(before + new string('*', Encoding.UTF8.GetByteCount(secret)) + behind);
    });

    [Fact]
    public void A_secret_inside_of_Base64_is_masked_at_each_of_its_three_places() => Gen.Select(Secret, Gen.Byte.Array[0, 7], Gen.Byte.Array[0, 7]).Sample((secret, before, behind) =>
    {
        byte[] whole = [.. before, .. Encoding.UTF8.GetBytes(secret), .. behind];

        foreach (var text in (string[])[Convert.ToBase64String(whole), Convert.ToBase64String(whole).Replace('+', '-').Replace('/', '_')])
        {
            // Of the first and the last character a part of the bits is not the secret's: all between them is masked.
            var masked = Masked(secret, text);
            masked.Count('*'.Equals).ShouldBeGreaterThanOrEqualTo((Encoding.UTF8.GetByteCount(secret) * 8 / 6) - 2);
        }
    });

    [Fact]
    public void A_secret_in_an_address_is_masked_in_both_cases_of_its_digits() => Secret.Sample(secret =>
    {
        var escaped = Uri.EscapeDataString(secret);
        var lower = string.Concat(escaped.Select((letter, at) => (at > 0 && escaped[at - 1] == '%') || (at > 1 && escaped[at - 2] == '%') ? char.ToLowerInvariant(letter) : letter));

        Masked(secret, "?q=" + escaped).ShouldBe("?q=" + new string('*', escaped.Length));
        Masked(secret, "?q=" + lower).ShouldBe("?q=" + new string('*', lower.Length));
    });

    [Fact]
    public void JSON_stays_JSON_and_has_no_secret_in_any_string() => Gen.Select(Secret, Around, Gen.Int).Sample((secret, around, number) =>
    {
        foreach (var json in (string[])[JsonSerializer.Serialize(new { around = around + secret, number, list = new[] { secret } }), $$"""{"k":{{JsonSerializer.Serialize(secret, Relaxed)}}}"""])
        {
            var utf8 = Encoding.UTF8.GetBytes(json);
            Known(secret).Mask(utf8, TextKind.Json);

            var masked = JsonElement.Parse(utf8);
            masked.GetRawText().Length.ShouldBeGreaterThan(0);
            Strings(masked).ShouldAllBe(text => !text.Contains(secret, StringComparison.Ordinal));
        }
    });

    [Fact]
    public void A_number_that_shows_a_secret_becomes_0()
    {
        var utf8 = Encoding.UTF8.GetBytes("""{"pin":98765,"other":[1,-987650.5]}""");
        Known("98765").Mask(utf8, TextKind.Json);

        Encoding.UTF8.GetString(utf8).ShouldBe("""{"pin":0    ,"other":[1,0        ]}""");
    }

    [Fact]
    public void The_beginning_of_a_secret_at_a_cut_is_masked()
    {
        var utf8 = Encoding.UTF8.GetBytes("token=hunter2-val");
        Known("hunter2-value").Mask(utf8, TextKind.Cut);

        Encoding.UTF8.GetString(utf8).ShouldBe("token=***********");
        Known("hunter2-value").Mask("failed: hunter2-val…").ShouldBe("failed: ***********…");
    }

    [Fact]
    public void The_beginning_of_a_secret_where_a_text_in_JSON_was_cut_is_masked()
    {
        var utf8 = Encoding.UTF8.GetBytes("""{"body":"token=hunter2-val…","other":"hunter2-val"}""");
        Known("hunter2-value").Mask(utf8, TextKind.Json);

        Encoding.UTF8.GetString(utf8).ShouldBe("""{"body":"token=***********…","other":"hunter2-val"}""");
    }

    [Fact]
    public void Secrets_that_overlap_are_all_masked()
    {
        var known = new KnownSecrets();
        known.Add("abcdef");
        known.Add("defghi");
        known.Add("cdef");

        known.Mask("xabcdefghix cdef").ShouldBe("x*********x ****");
    }

    [Theory]
    [InlineData("postgresql://me:p%40ss-word@host:5432/db", "p%40ss-word", "p@ss-word")]
    [InlineData("postgresql://me:a@b-secret@host", "a@b-secret")]
    public void The_password_of_the_database_is_a_secret(string url, params string[] secrets)
    {
        var known = new KnownSecrets();
        SettingSecrets.Note(new Microsoft.Extensions.Configuration.ConfigurationManager { ["DATABASE_URL"] = url }, known);

        foreach (var secret in secrets)
        {
            known.Mask($"can't sign in with {secret}!")!.ShouldNotContain(secret);
        }
    }

    [Fact]
    public void Without_secrets_nothing_is_looked_at() => new KnownSecrets().Any.ShouldBeFalse();

    private static JsonSerializerOptions Relaxed { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static KnownSecrets Known(string secret)
    {
        var known = new KnownSecrets();
        known.Add(secret);
        return known;
    }

    private static string Masked(string secret, string text) => Known(secret).Mask(text)!;

    private static IEnumerable<string> Strings(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => [json.GetString()!],
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Strings),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(field => Strings(field.Value)),
        _ => [],
    };
}
