using JobLogs.Server.Handlers.PaperSearch.Atom;

namespace JobLogs.Tests.Server.Handlers.PaperSearch.Atom;

public sealed class PaperIdTests
{
    [Theory]
    [InlineData("http://arxiv.org/abs/2401.01234v2", "2401.01234", 2)]
    [InlineData("https://export.arxiv.org/abs/0704.0001", "0704.0001", null)]
    [InlineData("http://arxiv.org/abs/hep-th/9711200v3", "hep-th/9711200", 3)]
    [InlineData("math.GT/0309136v1", "math.GT/0309136", 1)]
    [InlineData("cond-mat/0703470", "cond-mat/0703470", null)]
    [InlineData("arXiv:1706.03762v7", "1706.03762", 7)]
    [InlineData(" 1706.03762 ", "1706.03762", null)]
    public void Takes_an_id_apart(string text, string id, int? version)
    {
        PaperId.TryParse(text, out var actual, out var actualVersion).ShouldBeTrue();

        (actual, actualVersion).ShouldBe((id, version));
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://example.org/2401.01234")]
    [InlineData("http://arxiv.org/api/errors#start_must_be_an_integer")]
    [InlineData("2401.012345")]
    [InlineData("2401.01234v")]
    [InlineData("urn:uuid:60a76c80-d399-11d9-b93C-0003939e0af6")]
    public void Refuses_what_is_no_id(string text) => PaperId.TryParse(text, out _, out _).ShouldBeFalse();
}
