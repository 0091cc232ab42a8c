package io.spadework.ui.welcome;

import org.eclipse.jface.resource.FontDescriptor;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.resource.LocalResourceManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.graphics.TextLayout;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;

/** A large button with a picture, a title and a sentence, in the colours of the page that it is on. */
final class Door extends Canvas {

	private static final int MARGIN = 18;
	private static final int ICON = 48;

	private final Image icon;
	private final String title;
	private final String text;
	private final Runnable opens;
	private final Font titleFont;
	private boolean hovered;

	Door(Composite parent, ImageDescriptor icon, String title, String text, Runnable opens, LocalResourceManager resources) {
		super(parent, SWT.DOUBLE_BUFFERED);
		// an icon of 16 pixels at three times its size is drawn anew, not blown up
		this.icon = new Image(getDisplay(), icon.getImageData(300));
		addListener(SWT.Dispose, e -> this.icon.dispose());
		this.title = title;
		this.text = text;
		this.opens = opens;
		titleFont = resources.create(FontDescriptor.createFrom(JFaceResources.getDefaultFont()).increaseHeight(3).setStyle(SWT.BOLD));
		setCursor(getDisplay().getSystemCursor(SWT.CURSOR_HAND));
		addListener(SWT.Paint, this::paint);
		addListener(SWT.MouseEnter, e -> hover(true));
		addListener(SWT.MouseExit, e -> hover(false));
		addListener(SWT.FocusIn, e -> redraw());
		addListener(SWT.FocusOut, e -> redraw());
		addListener(SWT.MouseUp, e -> {
			if (e.button == 1 && getClientArea().contains(e.x, e.y)) {
				opens.run();
			}
		});
		addListener(SWT.KeyDown, e -> {
			if (e.character == SWT.CR || e.character == ' ') {
				opens.run();
			}
		});
		// Tab goes on to the next door
		addListener(SWT.Traverse, e -> e.doit = e.detail != SWT.TRAVERSE_RETURN);
		getAccessible().addAccessibleListener(new AccessibleAdapter() {
			@Override
			public void getName(AccessibleEvent e) {
				e.result = title;
			}

			@Override
			public void getDescription(AccessibleEvent e) {
				e.result = text;
			}
		});
		getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
			@Override
			public void getRole(AccessibleControlEvent e) {
				e.detail = ACC.ROLE_PUSHBUTTON;
			}
		});
	}

	/** Opens it as a click does. */
	void open() {
		opens.run();
	}

	private void hover(boolean now) {
		hovered = now;
		redraw();
	}

	@Override
	public Point computeSize(int wide, int high, boolean changed) {
		int width = wide == SWT.DEFAULT ? 300 : wide;
		TextLayout layout = layout(width);
		int height = MARGIN + ICON + MARGIN / 2 + layout.getBounds().height + titleHeight() + MARGIN;
		layout.dispose();
		return new Point(width, Math.max(height, high));
	}

	private int titleHeight() {
		GC gc = new GC(this);
		gc.setFont(titleFont);
		int height = gc.getFontMetrics().getHeight() + 8;
		gc.dispose();
		return height;
	}

	private TextLayout layout(int width) {
		TextLayout layout = new TextLayout(getDisplay());
		layout.setFont(getFont());
		layout.setText(text);
		layout.setWidth(Math.max(60, width - 2 * MARGIN));
		layout.setSpacing(3);
		return layout;
	}

	private void paint(Event event) {
		GC gc = event.gc;
		gc.setAntialias(SWT.ON);
		Rectangle area = getClientArea();
		Color ground = getParent().getBackground();
		Color ink = getForeground();
		Color accent = getDisplay().getSystemColor(SWT.COLOR_LIST_SELECTION);
		gc.setBackground(ground);
		gc.fillRectangle(area);
		gc.setBackground(WelcomePage.between(ground, ink, hovered ? 0.12 : 0.05));
		gc.fillRoundRectangle(0, 0, area.width - 1, area.height - 1, 14, 14);
		gc.setForeground(isFocusControl() || hovered ? accent : WelcomePage.between(ground, ink, 0.25));
		gc.setLineWidth(isFocusControl() ? 2 : 1);
		gc.drawRoundRectangle(1, 1, area.width - 3, area.height - 3, 14, 14);
		Rectangle picture = icon.getBounds();
		gc.setInterpolation(SWT.HIGH);
		gc.drawImage(icon, 0, 0, picture.width, picture.height, MARGIN, MARGIN, ICON, ICON);
		gc.setForeground(ink);
		gc.setFont(titleFont);
		gc.drawText(title, MARGIN, MARGIN + ICON + MARGIN / 2, true);
		TextLayout layout = layout(area.width);
		gc.setForeground(WelcomePage.between(ink, ground, 0.15));
		layout.draw(gc, MARGIN, MARGIN + ICON + MARGIN / 2 + titleHeight());
		layout.dispose();
	}
}
