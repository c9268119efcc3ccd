using JobLogs.Testing.Search;

namespace JobLogs.Storage.Tests.Elasticsearch;

public sealed class OpenSearchWritingTests() : CopyWritingContract(SearchProduct.OpenSearch);
