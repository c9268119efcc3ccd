namespace JobLogs.Server.Settings;

/// <summary>The names that registered classes have in the API.</summary>
internal static class PartName
{
    private const int MaxLength = 64;

    /// <summary>Refuses one that is no word in <c>snake_case</c>.</summary>
    /// <param name="what">What the name is: "the type".</param>
    /// <exception cref="RegistrationException">It is none.</exception>
    public static void Check(object part, string what, string name)
    {
        if (name is not { Length: > 0 and <= MaxLength } || !char.IsAsciiLetterLower(name[0]) || !name.All(IsPart))
        {
            throw new RegistrationException(
                part, $"has {what} '{name}'; write one in snake_case, such as 'disk_space', of at most {MaxLength} letters a to z, digits and underscores.");
        }
    }

    private static bool IsPart(char letter) => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_';
}
