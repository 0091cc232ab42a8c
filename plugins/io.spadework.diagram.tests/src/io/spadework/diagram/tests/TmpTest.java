package io.spadework.diagram.tests;
import static io.spadework.diagram.tests.Workspace.*;
import org.junit.jupiter.api.Test;
class TmpTest {
	@Test void t() throws Exception {
		var f = file("deleted.spade", landscapes());
		var e = open(f);
		try { throw new Exception("BEFORECLOSE"); } catch (Exception x) { }
		Workspace.page().closeEditor(e, false);
		try { throw new Exception("AFTERCLOSE"); } catch (Exception x) { }
		System.out.println("REFS " + Workspace.page().getEditorReferences().length+" exists "+f.exists());
	}
}
