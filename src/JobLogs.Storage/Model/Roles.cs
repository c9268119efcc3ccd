namespace JobLogs.Storage.Model;

/// <summary>The roles' written form.</summary>
public static class Roles
{
    /// <summary>All of them in words, the least first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["viewer", "writer", "operator", "admin"];

    /// <summary>The role as it is written in JSON and kept in databases.</summary>
    public static string ToText(this Role role) => Names[(int)role - 1];

    /// <summary>Reads <see cref="ToText"/>'s output.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static Role Parse(string text) =>
        TryParse(text, out var role) ? role : throw new FormatException($"'{text}' is no role.");

    /// <summary>Reads <see cref="ToText"/>'s output; false when it is none.</summary>
    public static bool TryParse(string text, out Role role)
    {
        for (var index = 0; index < Names.Count; index++)
        {
            if (Names[index] == text)
            {
                role = (Role)(index + 1);
                return true;
            }
        }

        role = default;
        return false;
    }
}
