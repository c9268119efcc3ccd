using CsCheck;
using JobLogs.Server.Secrets;
using JobLogs.Server.Settings;

namespace JobLogs.Tests.Server.Secrets;

/// <summary>Sealing, and the keys that it is done with.</summary>
public sealed class SecretBoxTests
{
    [Fact]
    public void What_was_sealed_comes_back_and_shows_nothing_meanwhile()
    {
        var box = Box(SecretKey.NewText());
        Gen.String[Gen.Char.AlphaNumeric, 8, 40].Sample(value =>
        {
            var text = box.Seal("token", $"\"{value}\"");
            text.ShouldNotContain(value);
            box.Open("token", text).ShouldBe($"\"{value}\"");
        });
        box.Open("token", box.Seal("token", "\"秘密\"")).ShouldBe("\"秘密\"");
    }

    [Fact]
    public void The_same_value_is_never_sealed_to_the_same_text()
    {
        var box = Box(SecretKey.NewText());

        box.Seal("token", "\"x\"").ShouldNotBe(box.Seal("token", "\"x\""));
    }

    [Fact]
    public void A_sealed_value_belongs_to_the_name_of_its_parameter()
    {
        var box = Box(SecretKey.NewText());

        box.Open("other", box.Seal("token", "\"x\"")).ShouldBeNull();
    }

    [Fact]
    public void One_changed_character_opens_nothing()
    {
        var box = Box(SecretKey.NewText());
        var text = box.Seal("token", "\"value\"");
        for (var at = 0; at < text.Length - 1; at++)
        {
            var changed = text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..];

            box.Open("token", changed).ShouldBeNull();
        }
    }

    [Fact]
    public void After_a_rotation_the_old_key_opens_and_the_new_one_seals()
    {
        var (old, young) = (SecretKey.NewText(), SecretKey.NewText());
        var before = Box(old).Seal("token", "1");
        var rotated = Box($"{young}, {old}");

        rotated.Open("token", before).ShouldBe("1");
        Box(young).Open("token", rotated.Seal("token", "2")).ShouldBe("2");
        Box(young).Open("token", before).ShouldBeNull();
    }

    [Fact]
    public void The_key_file_beside_the_database_is_made_once_and_for_its_owner()
    {
        var folder = Directory.CreateTempSubdirectory("joblogs-secrets-").FullName;
        var file = Path.Combine(folder, "joblogs.db.key");
        var text = new SecretBox(new SecretKeys(new SecretKeySource(null, file, MakeFile: true)), new KnownSecrets()).Seal("token", "1");

        new SecretBox(new SecretKeys(new SecretKeySource(null, file, MakeFile: true)), new KnownSecrets()).Open("token", text).ShouldBe("1");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("not a key", null, "SECRET_KEY: has a key that is not 32 bytes")]
    [InlineData(null, "/nowhere/at.all", "SECRET_KEY_FILE: '/nowhere/at.all' does not exist")]
    [InlineData(null, null, "SECRET_KEY: is missing")]
    public void A_key_that_is_wrong_or_missing_is_named(string? keys, string? file, string expected)
    {
        var box = new SecretBox(new SecretKeys(new SecretKeySource(keys, file, MakeFile: false)), new KnownSecrets());

        Should.Throw<SettingException>(() => box.Seal("token", "1")).Message.ShouldStartWith(expected);
    }

    private static SecretBox Box(string keys) => new(new SecretKeys(new SecretKeySource(keys, null, MakeFile: false)), new KnownSecrets());
}
