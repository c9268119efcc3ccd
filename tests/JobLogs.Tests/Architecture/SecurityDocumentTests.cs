using System.Text.RegularExpressions;

namespace JobLogs.Tests.Architecture;

/// <summary>docs/security.md says by which test each attack is answered; these tests must be there, in both languages.</summary>
public sealed partial class SecurityDocumentTests
{
    [Theory]
    [InlineData("docs/security.md")]
    [InlineData("docs/zh-CN/security.md")]
    public void Each_attack_names_a_test_that_exists(string document)
    {
        var classes = SourceTree.CSharpFiles(Path.Combine(SourceTree.Root, "tests")).Select(Path.GetFileNameWithoutExtension).ToHashSet();
        var attacks = Attacks(document);

        attacks.Count.ShouldBeGreaterThan(10);
        attacks.ShouldAllBe(static tests => tests.Length > 0);
        attacks.SelectMany(static tests => tests).Except(classes).ShouldBeEmpty();
    }

    [Fact]
    public void Both_languages_list_the_same_attacks_by_their_tests() =>
        Attacks("docs/zh-CN/security.md").Select(Joined).Order(StringComparer.Ordinal)
            .ShouldBe(Attacks("docs/security.md").Select(Joined).Order(StringComparer.Ordinal));

    [Fact]
    public void What_is_secret_is_compared_in_constant_time()
    {
        var comparing = File.ReadAllText(Path.Combine(SourceTree.Root, "src/JobLogs.Server/Access/Keys/SecretText.cs"));

        comparing.ShouldContain("CryptographicOperations.FixedTimeEquals(");
        comparing.ShouldNotContain("SequenceEqual");
    }

    // The tests of each row.
    private static List<string[]> Attacks(string document) =>
    [
        .. File.ReadLines(Path.Combine(SourceTree.Root, document))
            .SkipWhile(static line => !Head().IsMatch(line))
            .Skip(2)
            .TakeWhile(static line => line.StartsWith('|'))
            .Select(static line => Test().Matches(line).Select(static match => match.Value).ToArray()),
    ];

    private static string Joined(string[] tests) => string.Join(' ', tests);

    [GeneratedRegex(@"^\| (attack|攻击) \|", RegexOptions.ExplicitCapture)]
    private static partial Regex Head();

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+(Tests|Contract)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Test();
}
