namespace JobLogs.Load.Measuring;

/// <summary>Something that can be set on the command line.</summary>
/// <param name="Name">Without the dashes.</param>
/// <param name="Default">What holds when it isn't given; <c>false</c> for a switch.</param>
/// <param name="Meaning">With its unit.</param>
internal sealed record Option(string Name, string Default, string Meaning)
{
    /// <summary>Whether it stands alone.</summary>
    public bool IsSwitch => Default == "false";
}
